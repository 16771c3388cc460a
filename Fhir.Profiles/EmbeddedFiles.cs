using System.Reflection;

namespace Fhir.Profiles;

/// <summary>The JSON files that travel inside this assembly.</summary>
internal static class EmbeddedFiles
{
    private static readonly Assembly Assembly = typeof(EmbeddedFiles).Assembly;

    /// <summary>The files of a folder, by their path below it.</summary>
    public static IEnumerable<(string Name, byte[] Content)> In(string folder) => NamesIn(folder).Select(name => (name, Read(folder + name)));

    public static IEnumerable<string> NamesIn(string folder) => Assembly.GetManifestResourceNames()
        .Select(name => name.Replace('\\', '/'))
        .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
        .Select(name => name[folder.Length..])
        .Order(StringComparer.Ordinal);

    public static byte[] Read(string name)
    {
        using var stream = Assembly.GetManifestResourceStream(name)
            ?? Assembly.GetManifestResourceStream(name.Replace('/', '\\'))
            ?? throw new FileNotFoundException("No such file is embedded.", name);
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
