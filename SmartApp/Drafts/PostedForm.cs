using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Primitives;
using SmartApp.Launch;

namespace SmartApp.Drafts;

/// <summary>Tells what somebody wrote or chose in a form from what pages put into it. Pure.</summary>
internal static class PostedForm
{
    private const string Addition = "more-";
    private const string Asked = "ask-";

    /// <summary>What is each page's own: what forms are signed and found by, what was answered before, and the buttons.</summary>
    private static readonly FrozenSet<string> _ours = FrozenSet.Create(
        StringComparer.Ordinal,
        "token", "_handler", DraftSeal.Field, "key", "once", "begins", "opened", "conversation", "answers", "asked", "seen", "attest", "message", "page", "language", "keep",
        "do", "step", "more", "move", "pool");

    /// <summary>What belongs to what was filled in, and says nothing to whoever did.</summary>
    private static readonly FrozenSet<string> _unsaid = FrozenSet.Create(StringComparer.Ordinal, "kind", "chart", "version", "template", "to", "read");

    /// <summary>Questions that were asked beside the text, with their answers.</summary>
    public static ImmutableArray<(string Question, string Answer)> Additions(IFormCollection form) =>
    [
        .. form.Keys.Where(name => name.StartsWith(Addition, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Where(name => !string.IsNullOrWhiteSpace(form[name]))
            .Select(name => (form[LabelOf(name)].ToString(), form[name].ToString().Trim())),
    ];

    /// <summary>A text with what was answered beside it.</summary>
    public static string Whole(string text, IEnumerable<(string Question, string Answer)> additions) =>
        string.Join("\n\n", additions.Select(addition => $"{addition.Question} {addition.Answer}").Prepend(text.TrimEnd()));

    /// <summary>The words, for a draft of a form that has nothing else.</summary>
    public static string Text(IFormCollection form) => Whole(form[LaunchAuthentication.TextField].ToString().ReplaceLineEndings("\n"), Additions(form));

    /// <summary>Every field, for a draft of a form that has several; nothing if all are empty. Files are not kept.</summary>
    public static string Fields(IEnumerable<KeyValuePair<string, StringValues>> form)
    {
        var fields = form.Where(field => !_ours.Contains(field.Key) && !field.Key.StartsWith(Asked, StringComparison.Ordinal) && !field.Key.EndsWith(".data", StringComparison.Ordinal))
            .ToDictionary(field => field.Key, field => field.Value.OfType<string>().ToArray());
        return fields.Values.Any(values => values.Any(value => !string.IsNullOrWhiteSpace(value))) ? JsonSerializer.Serialize(fields) : "";
    }

    /// <summary>The fields of a draft; null if it is none.</summary>
    public static IFormCollection? OfDraft(string? draft)
    {
        try
        {
            return draft is null ? null : new FormCollection(JsonSerializer.Deserialize<Dictionary<string, string[]>>(draft)!.ToDictionary(field => field.Key, field => new StringValues(field.Value)));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What stands in a form beside its text, to be shown to who wrote it.</summary>
    /// <param name="form">The form.</param>
    /// <param name="isOurs">A page of ours made it: its labels are then ours too.</param>
    public static IReadOnlyList<(string Label, string Value)> Said(IFormCollection form, bool isOurs) =>
    [
        .. from name in form.Keys
           let value = string.Join(", ", form[name].Where(one => !string.IsNullOrWhiteSpace(one)))
           let label = isOurs ? form[LabelOf(name)].ToString() : ""
           where value.Length > 0 && name != LaunchAuthentication.TextField && !_ours.Contains(name) && !name.StartsWith(Asked, StringComparison.Ordinal) && !IsOfFile(name, form)
           where label.Length > 0 || !IsUnsaid(name)
           select (label.Length > 0 ? label : name, value),
    ];

    /// <summary>What files were called, which somebody chooses once more.</summary>
    public static IReadOnlyList<string> Files(IFormCollection form) =>
    [
        .. form.Files.Where(file => file.Length > 0).Select(file => Path.GetFileName(file.FileName)),
        .. form.Keys.Where(name => name.EndsWith(".title", StringComparison.Ordinal) && IsOfFile(name, form)).Select(name => form[name].ToString()),
    ];

    private static string LabelOf(string name) => $"{Asked}{(name.StartsWith(Addition, StringComparison.Ordinal) ? name[Addition.Length..] : name)}";

    private static bool IsUnsaid(string name) => _unsaid.Contains(name) || name.EndsWith(".rows", StringComparison.Ordinal) || name.StartsWith("piece.", StringComparison.Ordinal);

    private static bool IsOfFile(string name, IFormCollection form) =>
        name.LastIndexOf('.') is > 0 and var end && name[end..] is ".data" or ".title" or ".type" && form.ContainsKey($"{name[..name.LastIndexOf('.')]}.data");
}
