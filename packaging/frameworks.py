"""The names that the program asks of macOS's own libraries, for a linker that has no copy of Apple's SDK: text-based stubs, as
the SDK itself has them, with only these names. They are part of Apple's documented interfaces, and nothing of the SDK is here.
"""

OBJC = """
class_getInstanceMethod class_getName class_isMetaClass method_getName method_getTypeEncoding objc_alloc objc_autoreleasePoolPop
objc_autoreleasePoolPush objc_getClass objc_msgSend objc_release objc_retain objc_retainAutoreleasedReturnValue object_getClass
sel_getName sel_registerName
"""
# Reading the languages of the system, and a loop for what is told about files.
CORE_FOUNDATION = """
CFArrayAppendValue CFArrayCreateMutable CFArrayGetCount CFArrayGetValueAtIndex CFArrayInsertValueAtIndex
CFLocaleCopyPreferredLanguages CFRelease CFRetain CFRunLoopGetCurrent CFRunLoopIsWaiting CFRunLoopRun CFRunLoopStop
CFStringGetBytes CFStringGetLength CFURLCopyAbsoluteURL CFURLCopyFileSystemPath CFURLCopyLastPathComponent
CFURLCreateCopyAppendingPathComponent CFURLCreateCopyDeletingLastPathComponent CFURLCreateFilePathURL
CFURLCreateFileReferenceURL CFURLCreateFromFileSystemRepresentation CFURLCreateFromFileSystemRepresentationRelativeToBase
CFURLResourceIsReachable kCFAllocatorDefault kCFRunLoopDefaultMode kCFTypeArrayCallBacks
"""
# What is told about changes to files.
CORE_SERVICES = """
FSEventStreamCreate FSEventStreamGetDeviceBeingWatched FSEventStreamInvalidate FSEventStreamRelease
FSEventStreamScheduleWithRunLoop FSEventStreamStart FSEventStreamStop FSEventsGetCurrentEventId
FSEventsPurgeEventsForDeviceUpToEventId
"""
FRAMEWORKS = "/System/Library/Frameworks/{0}.framework/Versions/{1}/{0}"
LIBRARIES = {
    "libobjc.tbd": ("/usr/lib/libobjc.A.dylib", OBJC),
    # Its classes are asked for by their names when the program runs.
    "Foundation.framework/Foundation.tbd": (FRAMEWORKS.format("Foundation", "C"), ""),
    "CoreFoundation.framework/CoreFoundation.tbd": (FRAMEWORKS.format("CoreFoundation", "A"), CORE_FOUNDATION),
    "CoreServices.framework/CoreServices.tbd": (FRAMEWORKS.format("CoreServices", "A"), CORE_SERVICES),
}
STUB = """--- !tapi-tbd
tbd-version: 4
targets: [ x86_64-macos, arm64-macos ]
install-name: '{}'
current-version: 1
compatibility-version: 1
exports:
  - targets: [ x86_64-macos, arm64-macos ]
    symbols: [ {} ]
...
"""


def write(folder):
    """Writes the stubs, and answers what the linker is told to find them."""
    for name, (installed, symbols) in LIBRARIES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # A stub without a name is none.
        path.write_text(STUB.format(installed, ", ".join(f"_{symbol}" for symbol in symbols.split() or ["untrace"])))
    return [f"-Clink-arg=-L{folder}", f"-Clink-arg=-F{folder}"]
