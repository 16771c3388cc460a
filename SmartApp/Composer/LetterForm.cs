using System.Collections.Immutable;
using SmartApp.Drafts;
using SmartApp.Launch;

namespace SmartApp.Composer;

/// <summary>What the form of a message says, as it was posted.</summary>
internal sealed record LetterForm
{
    /// <summary>What was written, without what was answered beside it.</summary>
    public string Text { get; init; } = "";

    /// <summary>Makes of a form that is sent twice one message.</summary>
    public string Key { get; init; } = NewKey();

    /// <summary>Whom it is for, as <c>Type/id</c>; whoever it concerns, if nobody was chosen.</summary>
    public string? To { get; init; }

    /// <summary>The chart that was open, and in sight, when it was written: another tab may have opened another since.</summary>
    public string? Opened { get; init; }

    /// <summary>The chart it was moved to, as an id.</summary>
    public string? Chart { get; init; }

    /// <summary>The conversation that it belongs to, and the message in it that it answers.</summary>
    public string? Conversation { get; init; }

    public string? Answers { get; init; }

    /// <summary>The request that it answers, as an id.</summary>
    public string? Asked { get; init; }

    /// <summary>What was shown before, and answered or passed over.</summary>
    public ImmutableHashSet<string> Seen { get; init; } = [];

    /// <summary>The sender's word that it is about this patient.</summary>
    public bool Attested { get; init; }

    /// <summary>What is wanted, if it is not to send.</summary>
    public string? Wish { get; init; }

    /// <summary>Questions that were asked beside the text, with their answers.</summary>
    public ImmutableArray<(string Question, string Answer)> Additions { get; init; } = [];

    /// <summary>What goes with it beside the words.</summary>
    public IReadOnlyList<LetterFile> Files { get; init; } = [];

    /// <summary>The name of the sentence that says why a file is left out; null if none is.</summary>
    public string? FilesObjection { get; init; }

    /// <summary>There is nothing to send.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(WholeText) && Files.Count == 0;

    public string WholeText => PostedForm.Whole(Text, Additions);

    public static string NewKey() => Guid.NewGuid().ToString("N");

    public static async Task<LetterForm> WithFilesAsync(IFormCollection form, CancellationToken cancellationToken)
    {
        var (files, objection) = await LetterFile.ReadAsync(form, cancellationToken);
        return Read(form) with { Files = files, FilesObjection = objection };
    }

    public static LetterForm Read(IFormCollection form) => new()
    {
        // Browsers send line breaks as two characters, which their writers count as one.
        Text = form[LaunchAuthentication.TextField].ToString().ReplaceLineEndings("\n"),
        Key = Guid.TryParseExact(form["key"], "N", out _) ? form["key"].ToString() : NewKey(),
        To = Given(form, "to"),
        Opened = Given(form, "opened"),
        Chart = Given(form, "move") ?? Given(form, "chart"),
        Conversation = Given(form, "conversation"),
        Answers = Given(form, "answers"),
        Asked = Given(form, "asked"),
        Seen = [.. form["seen"].SelectMany(seen => (seen ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))],
        Attested = form["attest"].Contains("true"),
        Wish = Given(form, "do"),
        Additions = PostedForm.Additions(form),
    };

    private static string? Given(IFormCollection form, string name) => form[name].LastOrDefault() is { Length: > 0 } value ? value : null;
}
