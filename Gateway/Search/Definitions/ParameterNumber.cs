using System.Text;

namespace Gateway.Search.Definitions;

/// <summary>The number that stands for a search parameter in the stored entries: FNV-1a (32 bit) of its name, the same for ever and everywhere.</summary>
internal static class ParameterNumber
{
    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    public static int Of(string type, string code) => Of($"{type}.{code}");

    private static int Of(string name)
    {
        var hash = Offset;
        foreach (var letter in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ letter) * Prime);
        }

        return unchecked((int)hash);
    }
}
