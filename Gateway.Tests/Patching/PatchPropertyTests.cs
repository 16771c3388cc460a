using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Gateway.Patching;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Patching;

/// <summary>Random documents and random edits: a patch made of the edits makes the edited document.</summary>
public sealed class PatchPropertyTests
{
    private static readonly Gen<JsonNode?> Json = Gen.Recursive<JsonNode?>((depth, inner) => depth >= 3
        ? Scalar
        : Gen.Frequency((2, Scalar), (2, Object(inner)), (1, List(inner))));

    private static Gen<string> Name => Any("a", "b", "c", "a/b", "m~n", "", "0", "-", "~1");

    private static Gen<JsonNode?> Scalar => Gen.OneOf(
        Gen.Int[0, 9].Select(number => (JsonNode?)JsonValue.Create(number)),
        Any("x", "y", "").Select(text => (JsonNode?)JsonValue.Create(text)),
        Gen.Bool.Select(flag => (JsonNode?)JsonValue.Create(flag)),
        Gen.Const((JsonNode?)null));

    private static Gen<Communication> Message =>
        Gen.Select(
            Any("a", "b", "c").List[0, 5],
            Any("x", "y").List[1, 4],
            Any(EventStatus.InProgress, EventStatus.Completed),
            Gen.Bool,
            (notes, payloads, status, sent) => new Communication
            {
                Id = "m1",
                Status = status,
                Sent = sent ? "2026-11-22T09:00:00Z" : null,
                Note = [.. notes.Select(text => new Annotation { Text = text })],
                Payload = [.. payloads.Select(text => new Communication.PayloadComponent { Content = new FhirString(text) })],
            });

    [Fact]
    public void The_difference_of_two_documents_turns_one_into_the_other() => Gen.Select(Json, Json).Sample((before, after) =>
    {
        var draft = new JsonDraft(before?.DeepClone());
        foreach (var operation in OperationsOf(Difference(before, after, "")))
        {
            Assert.Null(draft.Do(operation));
        }

        Assert.True(JsonNode.DeepEquals(after, draft.Root), $"{before?.ToJsonString()} {after?.ToJsonString()} {draft.Root?.ToJsonString()}");
    });

    [Fact]
    public void The_difference_of_two_messages_turns_one_into_the_other() => Gen.Select(Message, Message).Sample((before, after) =>
    {
        var patch = new JsonPatch([.. OperationsOf(Difference(APatch.Json(before), APatch.Json(after), ""))]);

        Assert.True(after.IsExactly(APatch.Changed(patch.Apply(before))));
    });

    [Fact]
    public void FHIRPath_edits_of_a_list_do_what_the_same_edits_do_to_a_list() => Gen.Select(
        Message,
        Gen.Select(Any("add", "insert", "delete", "replace", "move"), Gen.Int[0, 6], Gen.Int[0, 6]).List[1, 8]).Sample((message, edits) =>
    {
        var model = message.Note.Select(note => note.Text).ToList();
        var parameters = new Parameters();
        foreach (var (kind, one, other) in edits)
        {
            if (ToModel(model, kind, one, other))
            {
                parameters.Parameter.Add(OperationFor(kind, one, other));
            }
        }

        if (parameters.Parameter.Count > 0)
        {
            var after = (Communication)APatch.Changed(APatch.Readable(Patches.Of(parameters)).Apply(message));
            Assert.Equal(model, after.Note.Select(note => note.Text));
        }
    });

    private static Gen<T> Any<T>(params T[] options) => Gen.Int[0, options.Length - 1].Select(index => options[index]);

    private static bool ToModel(List<string?> model, string kind, int one, int other)
    {
        switch (kind)
        {
            case "add":
                model.Add("new");
                return true;
            case "insert" when one <= model.Count:
                model.Insert(one, "new");
                return true;
            case "delete" when one < model.Count:
                model.RemoveAt(one);
                return true;
            case "replace" when one < model.Count:
                model[one] = "new";
                return true;
            case "move" when one < model.Count && other < model.Count:
                var moved = model[one];
                model.RemoveAt(one);
                model.Insert(other, moved);
                return true;
            default:
                return false;
        }
    }

    private static Parameters.ParameterComponent OperationFor(string kind, int one, int other) => kind switch
    {
        "add" => FhirPathOperations.Add("Communication", "note", new Annotation { Text = "new" }),
        "insert" => FhirPathOperations.Insert("Communication.note", one, new Annotation { Text = "new" }),
        "delete" => FhirPathOperations.Delete($"Communication.note[{one}]"),
        "replace" => FhirPathOperations.Replace($"Communication.note[{one}]", new Annotation { Text = "new" }),
        _ => FhirPathOperations.Move("Communication.note", one, other),
    };

    private static ImmutableArray<JsonOperation> OperationsOf(IEnumerable<JsonObject> difference)
    {
        var body = new JsonArray([.. difference]).ToJsonString();
        var patch = Assert.IsType<PatchReading.Readable>(JsonPatchReader.Read(Encoding.UTF8.GetBytes(body))).Patch;
        return ((JsonPatch)patch).Operations;
    }

    private static IEnumerable<JsonObject> Difference(JsonNode? before, JsonNode? after, string path) => (before, after) switch
    {
        _ when JsonNode.DeepEquals(before, after) => [],
        (JsonObject one, JsonObject other) =>
        [
            .. one.Where(property => !other.ContainsKey(property.Key)).Select(property => Operation("remove", Below(path, property.Key))),
            .. other.Where(property => !one.ContainsKey(property.Key)).Select(property => Operation("add", Below(path, property.Key), property.Value)),
            .. one.Where(property => other.ContainsKey(property.Key)).SelectMany(property => Difference(property.Value, other[property.Key], Below(path, property.Key))),
        ],
        (JsonArray one, JsonArray other) =>
        [
            .. Enumerable.Range(0, Math.Max(0, one.Count - other.Count)).Select(_ => Operation("remove", $"{path}/0")),
            .. Enumerable.Range(0, Math.Max(0, other.Count - one.Count)).Select(index => Operation("add", $"{path}/-", other[one.Count + index])),
            .. Enumerable.Range(0, Math.Min(one.Count, other.Count))
                .SelectMany(index => Difference(one[index + Math.Max(0, one.Count - other.Count)], other[index], $"{path}/{index}")),
        ],
        _ => [Operation("replace", path, after)],
    };

    private static string Below(string path, string name) =>
        $"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private static JsonObject Operation(string kind, string path) => new() { ["op"] = kind, ["path"] = path };

    private static JsonObject Operation(string kind, string path, JsonNode? value) =>
        new() { ["op"] = kind, ["path"] = path, ["value"] = value?.DeepClone() };

    private static Gen<JsonNode?> Object(Gen<JsonNode?> inner) => Gen.Select(Name, inner).List[0, 4].Select(properties =>
        (JsonNode?)new JsonObject(properties.DistinctBy(property => property.Item1).Select(property => KeyValuePair.Create(property.Item1, property.Item2?.DeepClone()))));

    private static Gen<JsonNode?> List(Gen<JsonNode?> inner) =>
        inner.List[0, 4].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]));
}
