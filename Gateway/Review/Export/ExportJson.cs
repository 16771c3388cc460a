using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gateway.Resources;

namespace Gateway.Review.Export;

/// <summary>Source-generated JSON of the export, and of the rules that a decision keeps.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExportedDecision))]
[JsonSerializable(typeof(ImmutableArray<RuleHit>))]
internal sealed partial class ExportJson : JsonSerializerContext;
