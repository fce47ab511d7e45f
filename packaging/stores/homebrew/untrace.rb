class Untrace < Formula
  desc "Copies of photos and videos that no longer say where and when they were taken"
  homepage "$URL"
  version "$VERSION"
  license any_of: ["MIT", "Apache-2.0"]

  on_macos do
    on_arm do
      url "$DOWNLOADS/untrace-$VERSION-macos-aarch64.tar.gz"
      sha256 "${sha256:macos-aarch64.tar.gz}"
    end
    on_intel do
      url "$DOWNLOADS/untrace-$VERSION-macos-x86_64.tar.gz"
      sha256 "${sha256:macos-x86_64.tar.gz}"
    end
  end

  on_linux do
    on_arm do
      url "$DOWNLOADS/untrace-$VERSION-linux-aarch64.tar.gz"
      sha256 "${sha256:linux-aarch64.tar.gz}"
    end
    on_intel do
      url "$DOWNLOADS/untrace-$VERSION-linux-x86_64.tar.gz"
      sha256 "${sha256:linux-x86_64.tar.gz}"
    end
  end

  def install
    bin.install "untrace"
    man1.install Dir["man/man1/*"]
    (man/"fr/man1").install Dir["man/fr/man1/*"]
    bash_completion.install "completions/untrace.bash" => "untrace"
    zsh_completion.install "completions/_untrace"
    fish_completion.install "completions/untrace.fish"
  end

  test do
    assert_match version.to_s, shell_output("#{bin}/untrace --version")
  end
end
