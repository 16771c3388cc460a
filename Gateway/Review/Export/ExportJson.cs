using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Gateway.Resources;

namespace Gateway.Review.Export;

/// <summary>Source-generated JSON of the export, and of the rules that a decision keeps.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExportedDecision))]
[JsonSerializable(typeof(ImmutableArray<RuleHit>))]
internal sealed partial class ExportJson : JsonSerializerContext
{
    /// <summary>A line as people read it too: its placeholders are not escaped, since no page ever shows it as it is.</summary>
    public static JsonTypeInfo<ExportedDecision> Line { get; } = (JsonTypeInfo<ExportedDecision>)new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    }.GetTypeInfo(typeof(ExportedDecision));
}
