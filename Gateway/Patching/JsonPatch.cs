using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.Resources;
using Hl7.Fhir.Model;

namespace Gateway.Patching;

/// <summary>A JSON Patch (RFC 6902): it changes the resource's JSON, all operations or none.</summary>
internal sealed class JsonPatch(ImmutableArray<JsonOperation> operations) : Patch
{
    public ImmutableArray<JsonOperation> Operations { get; } = operations;

    public override Patched Apply(Resource before)
    {
        var draft = new JsonDraft(JsonNode.Parse(FhirJson.Serialize(before)));
        foreach (var (index, operation) in Operations.Index())
        {
            if (draft.Do(operation) is { } fault)
            {
                var place = fault is EditFault.NothingAtOrigin or EditFault.IntoItself ? "from" : "path";
                return new Patched.Refused([new Issue(
                    OperationOutcome.IssueType.Processing,
                    $"Operation {index + 1} of the patch cannot be applied: {SentenceOn(fault)}",
                    ElementPath.Of(before.TypeName, operation.Path) ?? $"Patch[{index}].{place}")]);
            }
        }

        // Asked before the parser is, which would find fault with each element of a resource that it does not know.
        return draft.Root is JsonObject after && JsonNode.DeepEquals(after["resourceType"], before.TypeName)
            ? PatchedResource.Judge(before, Encoding.UTF8.GetBytes(after.ToJsonString()))
            : PatchedResource.OfAnotherType();
    }

    private static string SentenceOn(EditFault fault) => fault switch
    {
        EditFault.NothingThere => "nothing stands at its path.",
        EditFault.NothingAtOrigin => "nothing stands where it takes its value from.",
        EditFault.NoSuchPosition => "the list at its path is shorter than the position it names.",
        EditFault.NotAPosition => "in a list its path needs a position, or - for the end.",
        EditFault.WholeResource => "a resource cannot be removed by a patch.",
        EditFault.IntoItself => "nothing can be moved into itself.",
        EditFault.Different => "the value at its path is not the one it tests for.",
        EditFault.TooDeep => "it nests values too deeply.",
        EditFault.TooLarge => "it copies too much.",
    };
}
