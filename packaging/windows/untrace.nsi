; The installer for Windows: for one person, without an administrator. What it puts there it removes again, and nothing else.
; packaging/windows.py lists the files, and gives OUT and VERSION.

Unicode true
Target amd64-unicode
ManifestDPIAware true
RequestExecutionLevel user
; A program for tests is ten times as large, and thrown away.
!ifdef QUICK
SetCompressor zlib
!else
SetCompressor /SOLID lzma
!endif
!include LogicLib.nsh
!include MUI2.nsh

Name "untrace"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\untrace"
BrandingText "untrace ${VERSION}"

!define MUI_ICON "${NSISDIR}\Contrib\Graphics\Icons\modern-install.ico"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The first one is for systems in any other language.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "French"
LangString MENU ${LANG_ENGLISH} "Make a clean copy"
LangString MENU ${LANG_FRENCH} "Créer une copie sans traces"
LangString LONG ${LANG_ENGLISH} "Your list of folders for programs (Path) is too long to be changed safely. It stays as it is; the menus work all the same."
LangString LONG ${LANG_FRENCH} "Votre liste de dossiers de programmes (Path) est trop longue pour être modifiée sans risque. Elle reste telle quelle ; les menus fonctionnent quand même."

!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\untrace"
!define ENVIRONMENT "Environment"
; What a string of NSIS may hold: a longer list would come back cut, and be written back cut.
!define ROOM 1023

; Explorer starts the program once for each file that is chosen: the menu is for one, "Send to" takes many.
!macro Menu CLASS
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\untrace" "" "$(MENU)"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\untrace" "Icon" '"$INSTDIR\untrace.exe"'
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\untrace" "MultiSelectModel" "Single"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\untrace\command" "" '"$INSTDIR\untrace.exe" --window --update -- "%1"'
!macroend

; The length of the list in the registry, in characters, whatever fits into a string: $0; 0 where there is none.
!macro LengthOfPath
  StrCpy $0 0
  StrCpy $2 0
  System::Call 'advapi32::RegOpenKeyExW(p 0x80000001, w "${ENVIRONMENT}", i 0, i 1, *p .r1) i .r3'
  ${If} $3 = 0
    System::Call 'advapi32::RegQueryValueExW(p r1, w "Path", p 0, p 0, p 0, *i .r2) i .r3'
    ${If} $3 = 0
      IntOp $0 $2 / 2
    ${EndIf}
    System::Call 'advapi32::RegCloseKey(p r1)'
  ${EndIf}
!macroend

!macro Announce
  System::Call 'user32::SendMessageTimeoutW(p 0xffff, i 0x1A, p 0, w "Environment", i 2, i 2000, *p .r3)'
!macroend

Section "untrace"
  !include "${INSTALLS}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  !insertmacro Menu "*"
  !insertmacro Menu "Directory"
  ; The language may have been another one.
  ReadRegStr $5 HKCU "${KEY}" "SendTo"
  ${If} $5 != ""
    Delete "$5"
  ${EndIf}
  CreateShortcut "$SENDTO\$(MENU).lnk" "$INSTDIR\untrace.exe" "--window --update --" "$INSTDIR\untrace.exe"
  WriteRegStr HKCU "${KEY}" "SendTo" "$SENDTO\$(MENU).lnk"
  WriteRegStr HKCU "${KEY}" "DisplayName" "untrace"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\untrace.exe"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1

  ; The list of folders for programs: one more at its end, unless it is there.
  !insertmacro LengthOfPath
  StrLen $4 "$INSTDIR"
  IntOp $4 $4 + $0
  IntOp $4 $4 + 2
  ${If} $4 > ${ROOM}
    MessageBox MB_OK|MB_ICONINFORMATION "$(LONG)" /SD IDOK
  ${Else}
    ReadRegStr $5 HKCU "${ENVIRONMENT}" "Path"
    StrCpy $6 ";$5;"
    Push "$6"
    Push ";$INSTDIR;"
    Call Without
    Pop $7
    ${If} $7 == $6
      ${If} $5 == ""
        WriteRegExpandStr HKCU "${ENVIRONMENT}" "Path" "$INSTDIR"
      ${Else}
        WriteRegExpandStr HKCU "${ENVIRONMENT}" "Path" "$5;$INSTDIR"
      ${EndIf}
      !insertmacro Announce
    ${EndIf}
  ${EndIf}
SectionEnd

; A text without its part that is pushed last, which leaves one separator: the same text if it has no such part.
!macro Without UN
Function ${UN}Without
  Exch $R0
  Exch
  Exch $R1
  Push $R2
  Push $R3
  Push $R4
  Push $R5
  StrLen $R2 $R0
  StrLen $R3 $R1
  StrCpy $R4 0
  ${DoWhile} $R4 < $R3
    StrCpy $R5 $R1 $R2 $R4
    ${If} $R5 == $R0
      StrCpy $R5 $R1 $R4
      IntOp $R4 $R4 + $R2
      StrCpy $R1 $R1 "" $R4
      StrCpy $R1 "$R5;$R1"
      ${Break}
    ${EndIf}
    IntOp $R4 $R4 + 1
  ${Loop}
  Pop $R5
  Pop $R4
  Pop $R3
  Pop $R2
  StrCpy $R0 $R1
  Pop $R1
  Exch $R0
FunctionEnd
!macroend
!insertmacro Without ""
!insertmacro Without "un."

Section "Uninstall"
  ReadRegStr $5 HKCU "${KEY}" "SendTo"
  ${If} $5 != ""
    Delete "$5"
  ${EndIf}
  DeleteRegKey HKCU "Software\Classes\*\shell\untrace"
  DeleteRegKey /ifempty HKCU "Software\Classes\*\shell"
  DeleteRegKey HKCU "Software\Classes\Directory\shell\untrace"
  DeleteRegKey /ifempty HKCU "Software\Classes\Directory\shell"
  DeleteRegKey HKCU "${KEY}"

  !insertmacro LengthOfPath
  IntOp $0 $0 + 2
  ${If} $0 <= ${ROOM}
    ReadRegStr $5 HKCU "${ENVIRONMENT}" "Path"
    StrCpy $6 ";$5;"
    Push "$6"
    Push ";$INSTDIR;"
    Call un.Without
    Pop $7
    ${If} $7 != $6
      ; Without the separators that were put around it.
      StrCpy $7 $7 "" 1
      StrLen $4 $7
      ${If} $4 > 0
        IntOp $4 $4 - 1
        StrCpy $7 $7 $4
      ${EndIf}
      ${If} $7 == ""
        DeleteRegValue HKCU "${ENVIRONMENT}" "Path"
      ${Else}
        WriteRegExpandStr HKCU "${ENVIRONMENT}" "Path" "$7"
      ${EndIf}
      !insertmacro Announce
    ${EndIf}
  ${EndIf}

  ; What was put there, by name; a file of somebody else in that folder stays, and the folder with it.
  !include "${REMOVES}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
SectionEnd
