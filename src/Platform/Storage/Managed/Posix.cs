using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kontor.Platform.Storage.Managed;

/// <summary>The few system calls that .NET has no words for.</summary>
internal static class Posix
{
    public const int SigInt = 2;
    public const int SigQuit = 3;
    public const int SigKill = 9;

    private const int CloseOnExec = 0x80000;

    /// <summary>Sends a signal. A process that is gone already is fine: that is what the signal was for.</summary>
    public static void Signal(int pid, int signal)
    {
        const int noSuchProcess = 3;
        if (Native.kill(pid, signal) != 0 && Marshal.GetLastPInvokeError() is var error and not noSuchProcess)
        {
            throw new Win32Exception(error, $"Process {pid} can't be stopped: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
    }

    /// <summary>An open directory, so that it can be named by /proc/self/fd.</summary>
    public static SafeFileHandle OpenDirectory(string path)
    {
        var handle = new SafeFileHandle(Native.open(path, CloseOnExec), ownsHandle: true);
        return handle.IsInvalid ? throw Failed(path) : handle;
    }

    /// <summary>Gives a file or folder to another account.</summary>
    public static void ChangeOwner(string path, uint user, uint group)
    {
        if (Native.chown(path, user, group) != 0)
        {
            throw Failed(path);
        }
    }

    /// <summary>Makes renames in a directory survive a power cut.</summary>
    public static void SyncDirectory(string path)
    {
        using var directory = OpenDirectory(path);
        if (Native.fsync((int)directory.DangerousGetHandle()) != 0)
        {
            throw Failed(path);
        }
    }

    private static IOException Failed(string path) => new($"{path}: {Marshal.GetLastPInvokeErrorMessage()}.");

    private static class Native
    {
        [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int kill(int pid, int signal);

        [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern nint open(string path, int flags);

        [DllImport("libc", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int chown(string path, uint user, uint group);

        [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int fsync(int descriptor);
    }
}
