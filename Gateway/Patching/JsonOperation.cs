using System.Text.Json.Nodes;

namespace Gateway.Patching;

/// <summary>One operation of a JSON Patch.</summary>
internal abstract record JsonOperation
{
    private JsonOperation(JsonPointer path) => Path = path;

    public JsonPointer Path { get; }

    public sealed record Add(JsonPointer Target, JsonNode? Value) : JsonOperation(Target);

    public sealed record Remove(JsonPointer Target) : JsonOperation(Target);

    public sealed record Replace(JsonPointer Target, JsonNode? Value) : JsonOperation(Target);

    public sealed record Move(JsonPointer From, JsonPointer Target) : JsonOperation(Target);

    public sealed record Copy(JsonPointer From, JsonPointer Target) : JsonOperation(Target);

    public sealed record Test(JsonPointer Target, JsonNode? Value) : JsonOperation(Target);
}
