using System.Collections.Immutable;
using SmartApp.Charts;
using SmartApp.Drafts;
using SmartApp.Launch;

namespace SmartApp.Composer;

/// <summary>The story of a message somebody wrote: keep the draft, ask the gateway, ask the writer, send.</summary>
internal sealed class LetterBox(Correspondence correspondence, MyCharts charts, DraftStore drafts, CurrentLaunch launch)
{
    /// <summary>Under what it is kept: in the chart that it was begun in, wherever it will go.</summary>
    public DraftKey DraftOf(LetterForm form) => DraftOf(form.Conversation, form.Opened, form.Asked);

    /// <summary>Where the draft of a conversation, of an answer to a request, or of something new is to be found.</summary>
    public DraftKey DraftOf(string? conversation, string? chart = null, string? asked = null) => DraftKey.Of(
        launch.State, chart ?? launch.State.Chart, conversation is not null ? $"Communication/{conversation}" : asked is not null ? $"CommunicationRequest/{asked}" : DraftKey.New);

    /// <summary>What is to be shown about what was written so far.</summary>
    public async Task<CheckScene?> LookAsync(LetterForm form, CancellationToken cancellationToken)
    {
        await drafts.SaveAsync(DraftOf(form), form.WholeText, cancellationToken);
        if (string.IsNullOrWhiteSpace(form.WholeText) || await TargetAsync(form, cancellationToken) is not { } target)
        {
            return null;
        }

        var check = await correspondence.CheckAsync(Letter(form, target), cancellationToken);
        // What was shown while writing is shown again with each change: it is passed over only when it is sent.
        return await SceneAsync(ComposerPolicy.Next(check, OnlyAnswers(form.Seen)), check, target, cancellationToken) with { IsLive = true, Asked = form.Asked };
    }

    /// <summary>The message's id and chart, or what comes before it is sent.</summary>
    public async Task<(string? Id, string Chart, CheckScene? Scene)> PostAsync(LetterForm form, CancellationToken cancellationToken)
    {
        var draft = DraftOf(form);
        await drafts.SaveAsync(draft, form.WholeText, cancellationToken);
        if (await TargetAsync(form, cancellationToken) is not { } target)
        {
            return ("", "", null);
        }

        if (target.Id != launch.State.Chart && !charts.MayChange)
        {
            await drafts.SaveAsync(DraftKey.Of(launch.State, target.Id), form.WholeText, cancellationToken);
            return (null, target.Id, await SceneAsync(new NextStep.SignInFor(target.Id), new CheckResult(Fate.GivenBack), target, cancellationToken));
        }

        var letter = Letter(form, target);
        var (id, scene) = await PostAsync(letter, form.Key, form.Seen, cancellationToken);
        if (id is not null)
        {
            await drafts.ForgetAsync(draft, cancellationToken);
        }
        else if (scene is { Step: NextStep.SignAgreement } && target.Id != launch.State.Chart)
        {
            // It is signed in that chart, and there the text is to be found.
            await drafts.SaveAsync(DraftKey.Of(launch.State, target.Id), form.WholeText, cancellationToken);
        }

        return (id, target.Id, scene is null ? null : scene with { Asked = letter.Asked });
    }

    /// <summary>The same for any letter, whose draft is kept elsewhere.</summary>
    public async Task<(string? Id, CheckScene? Scene)> PostAsync(Letter letter, string key, ImmutableHashSet<string> seen, CancellationToken cancellationToken)
    {
        var check = await correspondence.CheckAsync(letter, cancellationToken);
        var step = ComposerPolicy.Next(check, seen);
        if (step is NextStep.Send)
        {
            var (id, result) = await correspondence.SendAsync(letter, key, cancellationToken);
            if (id is not null)
            {
                return (id, null);
            }

            check = result;
            step = ComposerPolicy.Next(result, seen) is var next and not NextStep.Send ? next : new NextStep.TryLater();
        }

        return (null, await SceneAsync(step, check, letter.Chart, cancellationToken));
    }

    private static Letter Letter(LetterForm form, MyChart target) => new(target, string.IsNullOrWhiteSpace(form.WholeText) ? null : form.WholeText)
    {
        Files = form.Files,
        To = form.To,
        // A conversation is one chart's: what is moved out of it begins a new one.
        Answers = form.Chart is null || form.Chart == form.Opened ? form.Answers : null,
        Asked = form.Chart is null || form.Chart == form.Opened ? form.Asked : null,
        Attested = form.Attested,
    };

    /// <summary>The chart that it is for: the one that was in sight, or another of hers that she chose. Null if it is none of hers.</summary>
    private async Task<MyChart?> TargetAsync(LetterForm form, CancellationToken cancellationToken)
    {
        var open = await charts.OpenAsync(cancellationToken);
        var wanted = form.Chart ?? form.Opened;
        return wanted is null || wanted == open?.Id ? open
            : (await charts.AllAsync(cancellationToken)).FirstOrDefault(chart => chart.Id == wanted)
                // Under a launch with a patient the gateway names no other chart: the sign-in for it shows whether it is hers.
                ?? (charts.MayChange ? null : new MyChart(wanted, null, launch.State.User, false));
    }

    private static ImmutableHashSet<string> OnlyAnswers(ImmutableHashSet<string> seen) => [.. seen.Where(code => code.StartsWith("advice:", StringComparison.Ordinal))];

    private async Task<CheckScene> SceneAsync(NextStep step, CheckResult check, MyChart chart, CancellationToken cancellationToken) => new(step, check, chart)
    {
        Charts = await charts.AllAsync(cancellationToken),
        Recipients = step is NextStep.SayMore { Nudge: not null } ? await correspondence.RecipientsAsync(chart.Id, cancellationToken) : [],
    };
}
