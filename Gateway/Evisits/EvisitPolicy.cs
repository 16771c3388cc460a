using System.Collections.Immutable;
using Gateway.Engagement;
using Gateway.References;

namespace Gateway.Evisits;

/// <summary>
/// Accounts for the time that clinicians spent on one patient's messages, as CPT has it for online digital evaluation and management (ADR 0045):
/// the time of seven days together, whatever the topics, and one code for it. Pure. All is reckoned in UTC, and a day is 24 hours.
/// </summary>
internal static class EvisitPolicy
{
    /// <param name="messages">The messages of one patient that anybody recorded time on, in any order.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="familyOf">Which codes a person reports, as a place in the rules; none for staff.</param>
    /// <param name="consents">Whether somebody agreed to be billed for a window that these messages are in.</param>
    public static ImmutableArray<Evisit> Account(
        ImmutableArray<WorkedMessage> messages,
        EvisitRules rules,
        Func<ResourceKey, int?> familyOf,
        Func<EvisitWindow, IEnumerable<WorkedMessage>, bool> consents)
    {
        ImmutableArray<WorkedMessage> ordered =
        [
            .. messages.GroupBy(message => message.Thread).SelectMany(thread => AsConversation([.. thread]))
                .OrderBy(message => message.At).ThenBy(message => message.Message.Id, StringComparer.Ordinal),
        ];
        return
        [
            .. Windows(ordered, rules, familyOf).Select(span =>
            {
                // What is left out counts nowhere: time on other messages that falls into its days stays with those.
                ImmutableArray<WorkedMessage> within = [.. ordered.Where(message => IsOf(span.Window, message) || (span.Counts && message.Time.Any(span.Window.Meets)))];
                return Account(span.Window, within, IsOf, rules, familyOf, consents(span.Window, within));
            }),
        ];

        bool IsOf(EvisitWindow window, WorkedMessage message) => window.Contains(AnchorOf(message, rules, familyOf));
    }

    /// <summary>Whether a consent counts for a window: given until its end, not longer before it than it is valid, and not taken back.</summary>
    public static bool IsConsented(EvisitWindow window, IEnumerable<SignedAgreement> signed, ImmutableArray<ResourceKey> signers, BillingConsent? consent) =>
        consent is not null
        && AgreementPolicy.StandingOf(
            signed.Where(agreement => agreement.Decided < window.End && (consent.ValidDays is not { } days || agreement.Decided > window.Start.AddDays(-days))),
            signers,
            consent.Agreement,
            DateOnly.FromDateTime(window.Start.UtcDateTime)) == AgreementStanding.InForce;

    // Messages that can count begin windows first, so that an errand shortens nobody's seven days; what is left is told beside them.
    private static IEnumerable<(EvisitWindow Window, bool Counts)> Windows(ImmutableArray<WorkedMessage> messages, EvisitRules rules, Func<ResourceKey, int?> familyOf)
    {
        var counted = From(messages.Where(message => Counts(message, familyOf)), []);
        return counted.Select(window => (window, true))
            .Concat(From(messages.Where(message => !counted.Any(window => window.Contains(AnchorOf(message, rules, familyOf)))), counted).Select(window => (window, false)))
            .OrderBy(span => span.Item1.Start);

        ImmutableArray<EvisitWindow> From(IEnumerable<WorkedMessage> beginning, ImmutableArray<EvisitWindow> taken)
        {
            var windows = ImmutableArray.CreateBuilder<EvisitWindow>();
            foreach (var start in beginning.Select(message => AnchorOf(message, rules, familyOf)).Order())
            {
                if (windows.Count == 0 || start >= windows[^1].End)
                {
                    var end = start.AddDays(rules.WindowDays);
                    windows.Add(new EvisitWindow(start, taken.Where(other => other.Start > start).Select(other => other.Start).Append(end).Min()));
                }
            }

            return windows.DrainToImmutable();
        }
    }

    private static bool Counts(WorkedMessage message, Func<ResourceKey, int?> familyOf) =>
        message is { IsPatientInitiated: true, AsksForEvaluation: true }
        && message.Time.Any(time => familyOf(time.Person) is not null)
        && message.Time.All(time => time.Exclusion is null);

    private static DateTimeOffset AnchorOf(WorkedMessage message, EvisitRules rules, Func<ResourceKey, int?> familyOf) => rules.WindowFrom switch
    {
        WindowStart.FirstMessage => message.At,
        WindowStart.FirstReview => message.Time.OrderBy(time => familyOf(time.Person) is null).ThenBy(time => time.Start).Select(time => time.Start).FirstOrDefault(message.At),
    };

    // A conversation is judged as a whole. Nobody can have spent time on what was not written yet.
    private static IEnumerable<WorkedMessage> AsConversation(ImmutableArray<WorkedMessage> thread) => thread.Select(message => message with
    {
        IsPatientInitiated = thread.Any(other => other.IsPatientInitiated),
        AsksForEvaluation = thread.Any(other => other.AsksForEvaluation),
        Time =
        [
            .. message.Time.Select(time => time with
            {
                Start = time.Start < message.At ? message.At : time.Start,
                End = time.End < message.At ? message.At : time.End,
            }),
        ],
    });

    private static Evisit Account(
        EvisitWindow window,
        ImmutableArray<WorkedMessage> messages,
        Func<EvisitWindow, WorkedMessage, bool> isOf,
        EvisitRules rules,
        Func<ResourceKey, int?> familyOf,
        bool isConsented)
    {
        var threads = messages.GroupBy(message => message.Thread)
            .Select(thread => (Topic: TopicOf(window, [.. thread], isOf, familyOf), Messages: thread.ToArray()))
            .ToArray();
        var counted = threads.Where(thread => thread.Topic.Exclusions.IsEmpty)
            .SelectMany(thread => thread.Messages).SelectMany(message => message.Time).Where(window.Meets)
            .ToLookup(time => familyOf(time.Person));
        var minutes = rules.Families.Select((_, place) => (int)SpentTime.Within(window, counted[place]).TotalMinutes).ToArray();
        var place = Enumerable.Range(0, minutes.Length).Where(family => LevelOf(rules.Families[family], minutes[family]) is not null)
            .Concat(Enumerable.Range(0, minutes.Length).OrderByDescending(family => minutes[family]))
            .Select(family => (int?)family)
            .FirstOrDefault();
        var level = place is { } chosen ? LevelOf(rules.Families[chosen], minutes[chosen]) : null;
        return new Evisit(
            window,
            place is { } known ? minutes[known] : 0,
            level is null ? null : (rules.Families[place!.Value].System, level.Code),
            place is null ? [] : [.. counted[place].Select(time => time.Person).Distinct()],
            [.. threads.Select(thread => thread.Topic)],
            [.. ExclusionsOf([.. threads.Select(thread => thread.Topic)], level, isConsented).Distinct().Order()]);
    }

    // That it led to a visit may be known only when the window is over: it is said of the message, whenever it is said.
    private static EvisitTopic TopicOf(
        EvisitWindow window, ImmutableArray<WorkedMessage> messages, Func<EvisitWindow, WorkedMessage, bool> isOf, Func<ResourceKey, int?> familyOf)
    {
        var exclusions = messages.SelectMany(message => message.Time.Where(time => isOf(window, message) || window.Meets(time)))
            .Select(time => time.Exclusion)
            .OfType<EvisitExclusion>()
            .ToHashSet();
        if (!messages[0].IsPatientInitiated)
        {
            exclusions.Add(EvisitExclusion.NotPatientInitiated);
        }

        if (!messages[0].AsksForEvaluation)
        {
            exclusions.Add(EvisitExclusion.NoEvaluation);
        }

        if (!messages.SelectMany(message => message.Time).Any(time => familyOf(time.Person) is not null))
        {
            exclusions.Add(EvisitExclusion.StaffTimeOnly);
        }

        return new EvisitTopic(
            messages[0].Thread,
            [.. messages.Select(message => message.Message)],
            messages.Select(message => message.Encounter).FirstOrDefault(encounter => encounter is not null),
            [.. exclusions.Order()]);
    }

    private static IEnumerable<EvisitExclusion> ExclusionsOf(ImmutableArray<EvisitTopic> topics, CodeLevel? level, bool isConsented)
    {
        if (topics.All(topic => !topic.Exclusions.IsEmpty))
        {
            return topics.SelectMany(topic => topic.Exclusions);
        }

        return (level, isConsented) switch
        {
            (null, _) => [EvisitExclusion.BelowThreshold],
            (_, false) => [EvisitExclusion.NoConsent],
            _ => [],
        };
    }

    private static CodeLevel? LevelOf(CodeFamily family, int minutes) => family.Levels.LastOrDefault(level => level.FromMinutes <= minutes);
}
