using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Patching;

/// <summary>Turns the body of a JSON Patch into operations, or into everything that is wrong with it.</summary>
internal static class JsonPatchReader
{
    private const string Document = "Patch";

    private static readonly JsonDocumentOptions Unambiguous = new() { AllowDuplicateProperties = false };

    public static PatchReading Read(ReadOnlyMemory<byte> body)
    {
        if (!TryParse(body, out var root, out var issue))
        {
            return new PatchReading.Malformed([issue]);
        }

        if (root is not JsonArray list)
        {
            return Malformed("A JSON Patch is an array of operations.", Document);
        }

        if (list.Count > Patches.MaxOperations)
        {
            return Malformed($"A patch has at most {Patches.MaxOperations} operations.", Document);
        }

        var issues = ImmutableArray.CreateBuilder<Issue>();
        var operations = ImmutableArray.CreateBuilder<JsonOperation>(list.Count);
        foreach (var (index, node) in list.Index())
        {
            if (OperationOf(node, $"{Document}[{index}]", issues) is { } operation)
            {
                operations.Add(operation);
            }
        }

        return issues.Count > 0
            ? new PatchReading.Malformed(issues.DrainToImmutable())
            : new PatchReading.Readable(new JsonPatch(operations.DrainToImmutable()));
    }

    private static bool TryParse(ReadOnlyMemory<byte> body, out JsonNode? root, [NotNullWhen(false)] out Issue? issue)
    {
        root = null;
        issue = null;
        try
        {
            ReadAllText(body.Span);
            root = JsonNode.Parse(body.Span, documentOptions: Unambiguous);
            return true;
        }
        catch (JsonException e)
        {
            issue = e.LineNumber is null
                ? new Issue(OperationOutcome.IssueType.Structure, "A property appears twice in one object of the patch.", Document)
                : ParseIssues.Malformed(e) with { Expression = Document };
        }
        catch (InvalidOperationException)
        {
            issue = new Issue(OperationOutcome.IssueType.Structure, "The patch holds text that is not valid Unicode.", Document);
        }

        return false;
    }

    // JsonNode reads text when it is asked for; a lone surrogate would surface in the middle of an edit.
    private static void ReadAllText(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                _ = reader.GetString();
            }
        }
    }

    private static JsonOperation? OperationOf(JsonNode? node, string at, ImmutableArray<Issue>.Builder issues)
    {
        if (node is not JsonObject operation)
        {
            issues.Add(Fault("An operation is a JSON object.", at));
            return null;
        }

        var path = PointerOf(operation, "path", at, issues);
        var kind = TextOf(operation, "op");
        switch (kind)
        {
            case "remove":
                return path is null ? null : new JsonOperation.Remove(path);
            case "move" or "copy":
                var from = PointerOf(operation, "from", at, issues);
                return (from, path) is not ({ } origin, { } target) ? null
                    : kind == "move" ? new JsonOperation.Move(origin, target)
                    : new JsonOperation.Copy(origin, target);
            case "add" or "replace" or "test":
                if (!operation.TryGetPropertyValue("value", out var value))
                {
                    issues.Add(Fault("This operation needs a value.", $"{at}.value", OperationOutcome.IssueType.Required));
                    return null;
                }

                return path is null ? null
                    : kind == "add" ? new JsonOperation.Add(path, value)
                    : kind == "replace" ? new JsonOperation.Replace(path, value)
                    : new JsonOperation.Test(path, value);
            default:
                issues.Add(Fault("The op of an operation is add, remove, replace, move, copy or test.", $"{at}.op", OperationOutcome.IssueType.Value));
                return null;
        }
    }

    private static JsonPointer? PointerOf(JsonObject operation, string name, string at, ImmutableArray<Issue>.Builder issues)
    {
        if (TextOf(operation, name) is not { } text)
        {
            issues.Add(Fault($"This operation needs a {name}, a JSON pointer as text.", $"{at}.{name}", OperationOutcome.IssueType.Required));
            return null;
        }

        if (!JsonPointer.TryParse(text, out var pointer))
        {
            issues.Add(Fault("A JSON pointer is empty or starts with /, has at most 64 steps, and writes ~ as ~0 and / as ~1.", $"{at}.{name}", OperationOutcome.IssueType.Value));
        }

        return pointer;
    }

    private static string? TextOf(JsonObject operation, string name) =>
        operation[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static Issue Fault(string sentence, string expression, OperationOutcome.IssueType code = OperationOutcome.IssueType.Structure) =>
        new(code, sentence, expression);

    private static PatchReading.Malformed Malformed(string sentence, string expression) => new([Fault(sentence, expression)]);
}
