using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Text;

/// <summary>Reads the lexicons that are compiled into the assembly; a lexicon that does not parse stops the program at its start.</summary>
internal static class EmbeddedJson
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static T Read<T>(string name)
    {
        var assembly = typeof(EmbeddedJson).Assembly;
        using var stream = assembly.GetManifestResourceStream($"Gateway.{name}")
            ?? throw new JsonException($"no lexicon {name}");
        return JsonSerializer.Deserialize<T>(stream, Strict) ?? throw new JsonException($"lexicon {name} is empty");
    }
}
