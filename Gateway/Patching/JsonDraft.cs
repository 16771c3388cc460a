using System.Text.Json.Nodes;

namespace Gateway.Patching;

/// <summary>A JSON document being patched, one operation after the other, as RFC 6902 has it.</summary>
internal sealed class JsonDraft(JsonNode? root)
{
    // FHIR itself does not nest deeper in earnest, and the parser does not read more.
    private const int MaxDepth = 64;

    // A few copies of copies would otherwise fill the memory.
    private const int MaxCopied = 1_000_000;

    private int copied;

    public JsonNode? Root { get; private set; } = root;

    /// <summary>Does what the operation says; null if it could be done.</summary>
    public EditFault? Do(JsonOperation operation) => operation switch
    {
        JsonOperation.Add add => Put(add.Path, add.Value?.DeepClone()),
        JsonOperation.Remove remove => Take(remove.Path, out _),
        JsonOperation.Replace replace => Exchange(replace.Path, replace.Value?.DeepClone()),
        JsonOperation.Move move => Carry(move.From, move.Path),
        JsonOperation.Copy copy => Repeat(copy.From, copy.Path),
        JsonOperation.Test test => TryFind(test.Path, out var found)
            ? JsonNode.DeepEquals(found, test.Value) ? null : EditFault.Different
            : EditFault.NothingThere,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private EditFault? Put(JsonPointer path, JsonNode? value)
    {
        if (path.Steps.Length + DepthOf(value) > MaxDepth)
        {
            return EditFault.TooDeep;
        }

        if (path.IsRoot)
        {
            Root = value;
            return null;
        }

        switch (HolderOf(path))
        {
            case JsonObject properties:
                properties[path.Last] = value;
                return null;
            case JsonArray list when path.Last == JsonPointer.End:
                list.Add(value);
                return null;
            case JsonArray list:
                if (!JsonPointer.TryPosition(path.Last, out var position))
                {
                    return EditFault.NotAPosition;
                }

                if (position > list.Count)
                {
                    return EditFault.NoSuchPosition;
                }

                list.Insert(position, value);
                return null;
            default:
                return EditFault.NothingThere;
        }
    }

    private EditFault? Take(JsonPointer path, out JsonNode? value)
    {
        if (!TryFind(path, out value))
        {
            return EditFault.NothingThere;
        }

        if (path.IsRoot)
        {
            return EditFault.WholeResource;
        }

        if (HolderOf(path) is JsonArray list)
        {
            _ = JsonPointer.TryPosition(path.Last, out var position);
            list.RemoveAt(position);
        }
        else
        {
            ((JsonObject)HolderOf(path)!).Remove(path.Last);
        }

        return null;
    }

    private EditFault? Exchange(JsonPointer path, JsonNode? value)
    {
        if (!TryFind(path, out _))
        {
            return EditFault.NothingThere;
        }

        if (path.IsRoot || HolderOf(path) is not JsonArray list)
        {
            return Put(path, value);
        }

        if (path.Steps.Length + DepthOf(value) > MaxDepth)
        {
            return EditFault.TooDeep;
        }

        _ = JsonPointer.TryPosition(path.Last, out var position);
        list[position] = value;
        return null;
    }

    private EditFault? Carry(JsonPointer from, JsonPointer to)
    {
        if (to.IsBelow(from))
        {
            return EditFault.IntoItself;
        }

        if (!TryFind(from, out _))
        {
            return EditFault.NothingAtOrigin;
        }

        if (from.IsRoot)
        {
            return null;
        }

        return Take(from, out var value) ?? Put(to, value);
    }

    private EditFault? Repeat(JsonPointer from, JsonPointer to)
    {
        if (!TryFind(from, out var original))
        {
            return EditFault.NothingAtOrigin;
        }

        copied += original?.ToJsonString().Length ?? 0;
        return copied > MaxCopied ? EditFault.TooLarge : Put(to, original?.DeepClone());
    }

    private bool TryFind(JsonPointer path, out JsonNode? node) => TryFind(path.Steps.AsSpan(), out node);

    private JsonNode? HolderOf(JsonPointer path) => TryFind(path.Steps.AsSpan()[..^1], out var holder) ? holder : null;

    // JSON's null is a node like any other, and null in C#: hence the bool.
    private bool TryFind(ReadOnlySpan<string> steps, out JsonNode? node)
    {
        node = Root;
        foreach (var step in steps)
        {
            switch (node)
            {
                case JsonObject properties when properties.TryGetPropertyValue(step, out var value):
                    node = value;
                    break;
                case JsonArray list when JsonPointer.TryPosition(step, out var position) && position < list.Count:
                    node = list[position];
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private static int DepthOf(JsonNode? node) => node switch
    {
        JsonObject properties => 1 + properties.Select(property => DepthOf(property.Value)).DefaultIfEmpty().Max(),
        JsonArray list => 1 + list.Select(DepthOf).DefaultIfEmpty().Max(),
        _ => 0,
    };
}
