using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gateway.Resources;

namespace Gateway.Messages;

/// <summary>Source-generated JSON of what the audit trail keeps.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImmutableArray<RuleHit>))]
internal sealed partial class RecordJson : JsonSerializerContext;
