using System.Collections.Immutable;
using CsCheck;
using Gateway.Engagement;
using Gateway.Evisits;
using Gateway.References;
using Gateway.Triage;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Evisits;

/// <summary>What the time on a patient's messages comes to: windows, thresholds, overlaps, and what is left out.</summary>
public sealed class EvisitPolicyTests
{
    private static readonly DateTimeOffset Monday = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ResourceKey Lee = new("Practitioner", "dr-lee");
    private static readonly ResourceKey Poe = new("Practitioner", "dr-poe");
    private static readonly ResourceKey Ray = new("Practitioner", "therapist-ray");
    private static readonly ResourceKey Kim = new("Practitioner", "nurse-kim");
    private static readonly ResourceKey Susie = new("Patient", "susie-smith");

    private static readonly EvisitRules Rules = new(
        true,
        ImmutableDictionary<string, string>.Empty.Add("en", "It may be billed."),
        [Intent.Clinical],
        [
            new CodeFamily([Lee, Poe], [new CodeLevel("99421", 5), new CodeLevel("99422", 11), new CodeLevel("99423", 21)]),
            new CodeFamily([Ray], [new CodeLevel("98970", 5), new CodeLevel("98971", 11), new CodeLevel("98972", 21)]),
        ],
        new BillingConsent(new AgreementRules("2", ImmutableDictionary<string, AgreementText>.Empty), 365));

    private static readonly Gen<RecordedTime> AnyTime = Gen.Select(
        Gen.Int[0, 3], Gen.Int[0, 20 * 24 * 60], Gen.Int[1, 40], Gen.Int[0, 9],
        (who, start, minutes, reason) => Time(new[] { Lee, Poe, Ray, Kim }[who], start, minutes, reason == 0 ? EvisitExclusion.RelatedVisit : null));

    private static readonly Gen<ImmutableArray<WorkedMessage>> AnyMessages = Gen.Select(Gen.Int[0, 18 * 24], Gen.Int[0, 3], Gen.Bool, Gen.Bool, AnyTime.Array[1, 4])
        .Array[1, 8]
        .Select(all => all.Select((one, place) => Message($"m{place}", one.Item1 * 60, one.Item5) with
        {
            Thread = new ResourceKey("Communication", $"m{Math.Min(place, one.Item2)}"),
            IsPatientInitiated = one.Item3 || place % 3 > 0,
            AsksForEvaluation = one.Item4 || place % 3 > 0,
        }).ToImmutableArray());

    [Theory]
    [InlineData(4, null)]
    [InlineData(5, "99421")]
    [InlineData(10, "99421")]
    [InlineData(11, "99422")]
    [InlineData(20, "99422")]
    [InlineData(21, "99423")]
    [InlineData(300, "99423")]
    public void Minutes_come_to_a_code(int minutes, string? code)
    {
        var visit = Assert.Single(Account(Message("a", 0, Time(Lee, 10, minutes))));

        Assert.Equal((minutes, code), (visit.Minutes, visit.Code?.Code));
        Assert.Equal(code is null ? [EvisitExclusion.BelowThreshold] : [], visit.Exclusions);
    }

    [Fact]
    public void Only_full_minutes_count() =>
        Assert.Equal("99421", Assert.Single(Account(Message("a", 0, Time(Lee, 10, 10) with { End = Monday.AddMinutes(20).AddSeconds(59) }))).Code?.Code);

    [Fact]
    public void Time_of_seven_days_adds_up_and_what_comes_after_is_another_visit()
    {
        var visits = Account(
            Message("a", 0, Time(Lee, 5, 4)),
            Message("b", (7 * 24 * 60) - 10, Time(Poe, (7 * 24 * 60) - 6, 10)),
            Message("c", 7 * 24 * 60, Time(Lee, (7 * 24 * 60) + 5, 12)));

        Assert.Equal([(10, "99421"), (16, "99422")], visits.Select(visit => (visit.Minutes, visit.Code?.Code)));
        Assert.Equal(Monday.AddDays(7), visits[0].Window.End);
        Assert.Equal(Monday.AddDays(7), visits[1].Window.Start);
    }

    [Fact]
    public void A_window_may_begin_with_the_first_review_instead()
    {
        WorkedMessage[] messages = [Message("a", 0, Time(Kim, 30, 3), Time(Lee, 60, 6)), Message("b", (7 * 24 * 60) + 10, Time(Lee, (7 * 24 * 60) + 20, 6))];

        Assert.Equal([6, 6], Account(messages).Select(visit => visit.Minutes));
        var visit = Assert.Single(Account(Rules with { WindowFrom = WindowStart.FirstReview }, messages));
        Assert.Equal((12, Monday.AddMinutes(60)), (visit.Minutes, visit.Window.Start));
    }

    [Fact]
    public void What_one_person_recorded_twice_counts_once_and_what_two_did_counts_for_each()
    {
        Assert.Equal(15, Assert.Single(Account(Message("a", 0, Time(Lee, 10, 10), Time(Lee, 15, 10)))).Minutes);
        Assert.Equal(15, Assert.Single(Account(Message("a", 0, Time(Lee, 10, 10)), Message("b", 1, Time(Lee, 15, 10)))).Minutes);
        Assert.Equal(20, Assert.Single(Account(Message("a", 0, Time(Lee, 10, 10), Time(Poe, 15, 10)))).Minutes);
    }

    [Fact]
    public void Time_before_the_message_counts_for_nothing() =>
        Assert.Equal(5, Assert.Single(Account(Message("a", 10, Time(Lee, 0, 15)))).Minutes);

    [Theory]
    [InlineData(nameof(EvisitExclusion.RelatedVisit))]
    [InlineData(nameof(EvisitExclusion.LedToVisit))]
    [InlineData(nameof(EvisitExclusion.PostOperative))]
    [InlineData(nameof(EvisitExclusion.NotEstablished))]
    public void What_a_clinician_excludes_takes_its_conversation_out_and_no_other(string reason)
    {
        var exclusion = Enum.Parse<EvisitExclusion>(reason);
        var excluded = Message("a", 0, Time(Lee, 10, 30), Time(Kim, 50, 0, exclusion));

        Assert.Equal([exclusion], Assert.Single(Account(excluded)).Exclusions);
        var visit = Assert.Single(Account(excluded, Message("b", 5, Time(Lee, 60, 6))), visit => visit.Exclusions.IsEmpty);
        Assert.Equal((6, "99421"), (visit.Minutes, visit.Code?.Code));
    }

    [Fact]
    public void That_it_led_to_a_visit_counts_also_when_it_is_known_after_the_window() => Assert.Equal(
        [EvisitExclusion.LedToVisit], Assert.Single(Account(Message("a", 0, Time(Lee, 10, 30), Time(Lee, 9 * 24 * 60, 0, EvisitExclusion.LedToVisit)))).Exclusions);

    [Fact]
    public void Time_after_the_seven_days_is_no_visit_without_another_question() => Assert.Equal(
        [(6, "99421"), (0, null)],
        Account(
            Message("a", 0, Time(Lee, 10, 6), Time(Lee, (8 * 24 * 60) + 10, 30)),
            Message("errand", 8 * 24 * 60, Time(Kim, (8 * 24 * 60) + 5, 5)) with { AsksForEvaluation = false }).Select(visit => (visit.Minutes, visit.Code?.Code)));

    [Fact]
    public void Errands_staff_time_and_what_the_team_began_are_told_with_their_reason()
    {
        Assert.Equal([EvisitExclusion.NoEvaluation], Assert.Single(Account(Message("a", 0, Time(Lee, 10, 30)) with { AsksForEvaluation = false })).Exclusions);
        Assert.Equal([EvisitExclusion.StaffTimeOnly], Assert.Single(Account(Message("a", 0, Time(Kim, 10, 30)))).Exclusions);
        Assert.Equal([EvisitExclusion.NotPatientInitiated], Assert.Single(Account(Message("a", 0, Time(Lee, 10, 30)) with { IsPatientInitiated = false })).Exclusions);
    }

    [Fact]
    public void An_errand_shortens_nobodys_seven_days()
    {
        var visits = Account(
            Message("errand", 0, Time(Kim, 5, 5)) with { AsksForEvaluation = false },
            Message("a", 3 * 24 * 60, Time(Lee, (3 * 24 * 60) + 5, 4)),
            Message("b", 9 * 24 * 60, Time(Lee, (9 * 24 * 60) + 5, 4)));

        Assert.Equal((Monday, Monday.AddDays(3)), (visits[0].Window.Start, visits[0].Window.End));
        Assert.Equal((8, "99421"), (visits[1].Minutes, visits[1].Code?.Code));
    }

    [Fact]
    public void Of_two_families_the_first_that_is_reached_is_reported()
    {
        Assert.Equal("98971", Assert.Single(Account(Message("a", 0, Time(Lee, 5, 4), Time(Ray, 10, 12)))).Code?.Code);
        Assert.Equal("99421", Assert.Single(Account(Message("a", 0, Time(Lee, 5, 5), Time(Ray, 10, 12)))).Code?.Code);
    }

    [Theory]
    [InlineData(-1, "2", nameof(Consent.ConsentState.Active), true)]
    [InlineData(6, "2", nameof(Consent.ConsentState.Active), true)]
    [InlineData(7, "2", nameof(Consent.ConsentState.Active), false)]
    [InlineData(-366, "2", nameof(Consent.ConsentState.Active), false)]
    [InlineData(-1, "1", nameof(Consent.ConsentState.Active), false)]
    [InlineData(-1, "2", nameof(Consent.ConsentState.Inactive), false)]
    [InlineData(-1, "2", nameof(Consent.ConsentState.Rejected), false)]
    public void A_consent_counts_until_the_end_of_the_window_while_it_is_valid(int day, string version, string state, bool counts)
    {
        var signed = new SignedAgreement(version, Enum.Parse<Consent.ConsentState>(state), [Susie], Monday.AddDays(day));
        var window = new EvisitWindow(Monday, Monday.AddDays(7));

        Assert.Equal(counts, EvisitPolicy.IsConsented(window, [signed], [Susie], Rules.Consent));
        Assert.False(EvisitPolicy.IsConsented(window, [signed], [new ResourceKey("RelatedPerson", "bob")], Rules.Consent));
        Assert.False(EvisitPolicy.IsConsented(window, [signed], [Susie], null));
    }

    [Fact]
    public void Without_consent_nothing_is_billed() => Assert.Equal(
        [EvisitExclusion.NoConsent],
        Assert.Single(EvisitPolicy.Account([Message("a", 0, Time(Lee, 5, 12))], Rules, FamilyOf, (_, _) => false)).Exclusions);

    [Fact]
    public void Windows_never_overlap_and_visits_are_seven_days_apart() => AnyMessages.Sample(messages =>
    {
        var visits = Account([.. messages]);
        var billed = visits.Where(visit => visit.Exclusions.IsEmpty).ToArray();
        return visits.Zip(visits.Skip(1)).All(pair => pair.First.Window.End <= pair.Second.Window.Start)
            && billed.Zip(billed.Skip(1)).All(pair => pair.Second.Window.Start - pair.First.Window.Start >= TimeSpan.FromDays(7))
            && messages.All(message => visits.Any(visit => visit.Window.Contains(message.At)));
    });

    [Fact]
    public void The_order_and_repetition_of_what_is_recorded_change_nothing() => AnyMessages.Sample(messages =>
    {
        var told = Account([.. messages]);
        var again = Account([.. messages.Reverse().Select(message => message with { Time = [.. message.Time.Reverse(), .. message.Time] })]);
        return Plain(told).SequenceEqual(Plain(again));
    });

    [Fact]
    public void A_time_in_two_pieces_is_as_long_as_in_one() => AnyMessages.Sample(messages =>
    {
        var told = Account([.. messages]);
        var pieces = Account([.. messages.Select(message => message with { Time = [.. message.Time.SelectMany(Halves)] })]);
        return Plain(told).SequenceEqual(Plain(pieces));
    });

    [Fact]
    public void Time_of_staff_moves_no_code() => AnyMessages.Sample(messages =>
    {
        var billed = Account([.. messages]).Where(visit => visit.Exclusions.IsEmpty);
        var more = Account([.. messages.Select(message => message with { Time = message.Time.Add(Time(Kim, 60, 400)) })]).Where(visit => visit.Exclusions.IsEmpty);
        return billed.Select(visit => (visit.Window, visit.Minutes, visit.Code)).SequenceEqual(more.Select(visit => (visit.Window, visit.Minutes, visit.Code)));
    });

    [Fact]
    public void A_code_has_its_minutes_and_its_reasons_or_none() => AnyMessages.Sample(messages => Account([.. messages]).All(visit =>
        visit.Exclusions.IsEmpty == (visit.Code is not null && visit.Topics.Any(topic => topic.Exclusions.IsEmpty))
        && (visit.Code is null || visit.Minutes >= 5)
        && visit.Minutes <= messages.SelectMany(message => message.Time).Sum(time => (time.End - time.Start).TotalMinutes)));

    private static IEnumerable<(EvisitWindow Window, int Minutes, string? Code, string Exclusions)> Plain(IEnumerable<Evisit> visits) =>
        visits.Select(visit => (visit.Window, visit.Minutes, visit.Code?.Code, string.Join(' ', visit.Exclusions)));

    private static IEnumerable<RecordedTime> Halves(RecordedTime time)
    {
        var middle = time.Start + ((time.End - time.Start) / 2);
        return [time with { End = middle }, time with { Start = middle }];
    }

    private static ImmutableArray<Evisit> Account(params WorkedMessage[] messages) => Account(Rules, messages);

    private static ImmutableArray<Evisit> Account(EvisitRules rules, WorkedMessage[] messages) => EvisitPolicy.Account([.. messages], rules, FamilyOf, (_, _) => true);

    private static int? FamilyOf(ResourceKey person) => Rules.Families.Index().Where(family => family.Item.Performers.Contains(person)).Select(family => (int?)family.Index).FirstOrDefault();

    private static WorkedMessage Message(string id, int minute, params RecordedTime[] time) => new(
        new ResourceKey("Communication", id), new ResourceKey("Communication", id), Monday.AddMinutes(minute), Susie, true, true, null, [.. time]);

    private static RecordedTime Time(ResourceKey person, int minute, int minutes, EvisitExclusion? exclusion = null) =>
        new(minute + 1, person, Monday.AddMinutes(minute), Monday.AddMinutes(minute + minutes), exclusion);
}
