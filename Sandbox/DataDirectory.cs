namespace Sandbox;

/// <summary>The directory that holds all that the sandbox remembers; only one that it made itself is ever emptied.</summary>
internal static class DataDirectory
{
    public const string Marker = ".fhir-messaging-sandbox";

    /// <summary>Makes it ready; the sentence to show when that cannot be.</summary>
    public static string? Prepare(SandboxOptions options)
    {
        try
        {
            return Open(options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"The data directory {options.DataDirectory} cannot be used: {e.Message}";
        }
    }

    private static string? Open(SandboxOptions options)
    {
        var directory = new DirectoryInfo(options.DataDirectory);
        var marker = Path.Combine(directory.FullName, Marker);
        if (directory.Exists && options.Fresh)
        {
            if (directory.EnumerateFileSystemInfos().Any() && !File.Exists(marker))
            {
                return $"{directory.FullName} was not made by the sandbox, so --fresh does not empty it. Choose another --data.";
            }

            Empty(directory);
        }

        if (!directory.Exists)
        {
            Make(directory);
        }

        if (!File.Exists(marker) && !directory.EnumerateFileSystemInfos().Any())
        {
            File.WriteAllText(marker, "Made by the sandbox; it may empty this directory when told --fresh.\n");
        }

        return DataModel.Fits(options)
            ? null
            : $"What is in {directory.FullName} was written by another version of the sandbox: begin anew with --fresh, or choose another --data.";
    }

    /// <summary>Private keys live here, so on Unix nobody else may look in.</summary>
    private static void Make(DirectoryInfo directory)
    {
        if (OperatingSystem.IsWindows())
        {
            directory.Create();
        }
        else
        {
            Directory.CreateDirectory(directory.FullName, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static void Empty(DirectoryInfo directory)
    {
        foreach (var inner in directory.EnumerateDirectories())
        {
            inner.Delete(recursive: inner.LinkTarget is null);
        }

        // The marker goes last: an interrupted emptying can then be repeated.
        foreach (var file in directory.EnumerateFiles().OrderBy(file => file.Name == Marker))
        {
            file.Delete();
        }
    }
}
