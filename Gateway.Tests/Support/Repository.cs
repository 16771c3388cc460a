using System.IO.Enumeration;

namespace Gateway.Tests.Support;

/// <summary>The files of this repository, for the tests that guard its shape.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>What the repository holds or is about to: every file that <c>.gitignore</c> does not name. Needs no git.</summary>
    public static IReadOnlyList<string> Files { get; } = Walk();

    /// <summary>The project files, as paths from <see cref="Root"/>.</summary>
    public static IEnumerable<string> Projects => Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal));

    public static string PathOf(string file) => Path.Combine(Root, file);

    public static string[] LinesOf(string file) => File.ReadAllLines(PathOf(file));

    public static string TextOf(string file) => File.ReadAllText(PathOf(file));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "FhirMessaging.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("No folder above the tests holds FhirMessaging.sln.");
    }

    private static List<string> Walk()
    {
        var ignored = File.ReadAllLines(Path.Combine(Root, ".gitignore")).Append(".git").Select(line => line.Trim('/')).ToArray();
        var files = new FileSystemEnumerable<string>(
            Root,
            (ref FileSystemEntry entry) => Path.GetRelativePath(Root, entry.ToFullPath()).Replace('\\', '/'),
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
        {
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsIgnored(entry.FileName, ignored),
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && !IsIgnored(entry.FileName, ignored),
        };
        return [.. files.Order(StringComparer.Ordinal)];
    }

    private static bool IsIgnored(ReadOnlySpan<char> name, string[] patterns)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Length > 0 && FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false))
            {
                return true;
            }
        }

        return false;
    }
}
