using System.Collections.Immutable;
using Gateway.Charts;
using Gateway.References;
using Gateway.Subjects;
using Gateway.Subjects.Identifiers;
using Gateway.Tests.Support;

namespace Gateway.Tests.Subjects.Identifiers;

/// <summary>Birth dates and numbers in what somebody wrote: whose they are, and what that says of the chart.</summary>
public sealed class IdentifierPolicyTests
{
    private static readonly ChartFacts Susie = Smiths.Susie with
    {
        Numbers = [Record("100001"), new PatientNumber(NumberKind.Member, "urn:plan", "W123456789")],
    };

    private static readonly ChartFacts Johnny = Smiths.Johnny with { Numbers = [Record("0100003")] };

    private static readonly ChartFacts Emma = Smiths.Emma with { Numbers = [Record("MRN100004")] };

    private static readonly PersonFacts Mother = Smiths.SusieAsPerson with
    {
        ProxiedCharts = [new ProxiedChart(Johnny, Smiths.SusieForJohnny), new ProxiedChart(Emma, Smiths.SusieForEmma)],
    };

    /// <summary>Susie (3/4/1988, 100001) writes in her own chart; Johnny is 5/17/2020 and 100003, Emma 2/1/2011 and 100004.</summary>
    [Theory]
    // Her own.
    [InlineData("pass", "My left knee hurts. DOB 3/4/1988")]
    [InlineData("pass", "DOB 03/04/1988, MRN 100001")]
    [InlineData("pass", "I was born 3/4/1988.")]
    [InlineData("pass", "my date of birth: March 4, 1988")]
    [InlineData("pass", "My birthday is 4 March 1988")]
    [InlineData("pass", "my dob is 4.3.1988")]
    [InlineData("pass", "dob 1988-03-04")]
    [InlineData("pass", "DOB: 03041988")]
    [InlineData("pass", "DOB 3/4/88, please send my results")]
    [InlineData("pass", "My MRN is 100001")]
    [InlineData("pass", "MRN# 000100001")]
    [InlineData("pass", "medical record number: 100-001")]
    [InlineData("pass", "Susie Smith, DOB 3/4/1988, needs a refill")]
    [InlineData("pass", "My member ID is W123 456 789")]
    [InlineData("pass", "mi fecha de nacimiento es 4 de marzo de 1988")]
    [InlineData("pass", "Nací el 4 de marzo de 1988")]
    [InlineData("pass", "mi número de expediente es 100001")]
    // Somebody's whom she may write for.
    [InlineData("johnny", "DOB 5/17/2020")]
    [InlineData("johnny", "Johnny Smith DOB 5/17/2020")]
    [InlineData("johnny", "Johnny's date of birth is 17 May 2020")]
    [InlineData("johnny", "his MRN is 100003")]
    [InlineData("johnny", "MRN 100003")]
    [InlineData("johnny", "MRN: 0-100-003")]
    [InlineData("johnny", "My son's DOB: May 17th, 2020")]
    [InlineData("johnny", "date of birth of my son: 2020-05-17")]
    [InlineData("johnny", "Can you renew it? The record number is 100003.")]
    [InlineData("johnny", "(Johnny Smith, born 5/17/2020)")]
    [InlineData("johnny", "fecha de nacimiento de mi hijo: 17/05/2020")]
    [InlineData("johnny", "su fecha de nacimiento es 17 de mayo de 2020")]
    [InlineData("johnny", "el número de expediente de mi hijo es 100003")]
    [InlineData("emma", "patient DOB 02/01/2011")]
    [InlineData("emma", "Emma's DOB is 2/1/11")]
    [InlineData("emma", "her birth date is february 1 2011")]
    [InlineData("emma", "her MRN is 100004")]
    [InlineData("emma", "My daughter's chart number is 100004.")]
    [InlineData("emma", "MRN for Emma is 100004")]
    [InlineData("johnny emma", "Johnny DOB 5/17/2020 and Emma DOB 2/1/2011 need shots")]
    // Somebody's whom nobody on hand knows.
    [InlineData("other", "my husband's MRN is 100002")]
    [InlineData("other", "Her date of birth is 7/7/1950")]
    [InlineData("other", "my mother's DOB 7/7/1950")]
    [InlineData("other", "Mark Smith DOB 1/2/1985")]
    [InlineData("other", "DOB of my husband is 1/2/1985")]
    [InlineData("other", "la fecha de nacimiento de mi esposo es 2 de enero de 1985")]
    // Given as the patient's, and not hers.
    [InlineData("doubt", "My MRN is 555555")]
    [InlineData("doubt", "MRN 555555")]
    [InlineData("doubt", "My date of birth is 9/9/1979")]
    [InlineData("doubt", "DOB 9/9/1979")]
    [InlineData("doubt", "I was born on 9/9/1979")]
    [InlineData("doubt", "my member ID is W999999999")]
    [InlineData("doubt", "mi expediente es 555555")]
    // Told, and nobody's identifier.
    [InlineData("pass", "my baby was born 3/14/2026 and since then I bleed")]
    [InlineData("pass", "My son was born 5/17/2020 and I have had back pain since then")]
    [InlineData("pass", "Johnny was born on 5/17/2020 by C-section; my scar hurts")]
    [InlineData("pass", "I gave birth on 3/14/2026 and I still bleed")]
    [InlineData("pass", "Mi bebé nació el 14 de marzo de 2026 y todavía sangro")]
    [InlineData("pass", "I can not come on my son's birthday, 5/17/2026")]
    [InlineData("pass", "My period started 3/14/2026")]
    [InlineData("pass", "My visit was on 5/17/2020, may I have the notes?")]
    [InlineData("pass", "due date is 3/14/2027, DOB of the baby will be then")]
    [InlineData("pass", "Policy holder is my husband, his DOB is 1/2/1985, member ID W123456789")]
    [InlineData("pass", "I have a new insurance, member ID is XYZ99887766")]
    [InlineData("pass", "My old MRN at the other hospital was 777777")]
    [InlineData("pass", "Please send my medical records from 2019 to 2021")]
    [InlineData("pass", "My blood pressure was 150 over 90 at 1200, 100003 steps today")]
    [InlineData("pass", "Call me at 555-010-0003")]
    [InlineData("pass", "my husband's member id is H5550001")]
    [InlineData("pass", "I take 100 mg, and was born tired")]
    public void What_she_writes_in_her_own_chart(string expected, string text) => Assert.Equal(expected, Judge(text, Susie));

    [Theory]
    [InlineData("pass", "his DOB is 5/17/2020")]
    [InlineData("pass", "DOB 17/05/2020")]
    [InlineData("pass", "My son's MRN is 100003")]
    [InlineData("pass", "Johnny, born 5/17/2020, has a fever")]
    [InlineData("pass", "Johnny was born 5/17/2020")]
    [InlineData("emma", "her MRN is 100004")]
    [InlineData("emma", "his sister Emma's DOB is 2/1/2011")]
    [InlineData("doubt", "his DOB is 5/18/2020")]
    [InlineData("doubt", "MRN 555555")]
    public void What_she_writes_in_her_sons_chart(string expected, string text) => Assert.Equal(expected, Judge(text, Johnny));

    [Fact]
    public void A_birthday_supports_a_childs_chart_where_the_sentences_do_not_say_whom_it_is_about() =>
        Assert.Equal("johnny", Judge("Birthday 5/17/2020. Flu shot?", Susie, new NarrativeVerdict.General([])));

    [Fact]
    public void An_ambiguous_day_and_month_does_not_accuse()
    {
        Assert.Equal("pass", Judge("my dob is 4/3/1988", Susie));
        Assert.Equal("pass", Judge("my dob is 3/4/1988", Susie));
    }

    [Fact]
    public void Twins_share_a_birth_date_and_the_name_tells_them_apart()
    {
        var twin = Smiths.AChart("jenny-smith", "Jenny", "2020-05-17", "female", Smiths.SusieForJohnny);
        var mother = Mother with { ProxiedCharts = [.. Mother.ProxiedCharts, new ProxiedChart(twin, Smiths.SusieForJohnny)] };

        Assert.Equal("pass", Judge("DOB 5/17/2020", Johnny, sender: mother));
        Assert.Equal("jenny", Judge("Jenny's DOB is 5/17/2020", Johnny, sender: mother));
        Assert.Equal("johnny jenny", Judge("DOB 5/17/2020", Susie, sender: mother));
    }

    [Fact]
    public void A_number_of_a_record_that_was_merged_into_the_chart_is_the_patients() =>
        Assert.Equal("pass", Judge("My MRN is 555555", Susie, answer: new Lookup<ChartFacts>.Found(Susie)));

    [Fact]
    public void A_strangers_number_is_answered_as_one_of_nobodys()
    {
        var strangers = Finding("My MRN is 555555", Susie, answer: new Lookup<ChartFacts>.Found(Smiths.AChart("x", "X", "1950-01-01", "male")));
        var nobodys = Finding("My MRN is 555555", Susie, answer: new Lookup<ChartFacts>.NotFound());

        Assert.Equal(FindingKind.Doubt, strangers?.Kind);
        Assert.Equal(nobodys, strangers);
    }

    [Fact]
    public void While_the_EHR_is_away_an_unknown_number_cannot_be_judged() =>
        Assert.Equal(FindingKind.Unavailable, Finding("My MRN is 555555", Susie, answer: new Lookup<ChartFacts>.Unavailable())?.Kind);

    [Fact]
    public void Only_a_number_that_is_given_as_the_patients_and_known_to_nobody_is_asked_about()
    {
        Assert.Equal([new BusinessIdentifier(Smiths.MrnSystem, "555555")], Asked("My MRN is 555-555"));
        Assert.Empty(Asked("My MRN is 100001"));
        Assert.Empty(Asked("Johnny's MRN is 100003"));
        Assert.Empty(Asked("my husband's MRN is 100002"));
        Assert.Empty(Asked("DOB 9/9/1979, member ID W99999999"));
        Assert.Empty(Asked("My left knee hurts since 2019."));
    }

    [Fact]
    public void Evidence_points_at_label_and_value()
    {
        const string text = "He is sick. His DOB: 5/17/2020, thanks.";

        var span = Finding(text, Susie)!.Span!.Value;

        Assert.Equal("DOB: 5/17/2020", text[span.Start..span.End]);
    }

    [Fact]
    public void A_chart_without_birth_date_or_numbers_cannot_be_contradicted()
    {
        var unknown = Smiths.Susie with { BirthDate = null, Numbers = [] };

        Assert.Equal("pass", Judge("My DOB is 9/9/1979, MRN 555555, member ID W1112223", unknown));
    }

    private static ImmutableArray<BusinessIdentifier> Asked(string text) => IdentifierPolicy.ToLookUp(IdentifierReader.Read(text), FactsOf(Susie, Mother));

    private static string Judge(
        string text, ChartFacts chart, NarrativeVerdict? narrative = null, PersonFacts? sender = null, Lookup<ChartFacts>? answer = null)
    {
        var findings = All(text, chart, narrative, sender, answer);
        var charts = findings.SelectMany(finding => finding.OtherCharts).Distinct().Select(id => id.Value.Split('-')[0]).ToArray();
        return charts.Length > 0 ? string.Join(' ', charts)
            : findings.Any(finding => finding.Kind == FindingKind.SomeoneElse) ? "other"
            : findings.Any(finding => finding.Kind == FindingKind.Doubt) ? "doubt"
            : "pass";
    }

    private static Finding? Finding(string text, ChartFacts chart, Lookup<ChartFacts>? answer = null) => All(text, chart, null, null, answer).FirstOrDefault();

    private static ImmutableArray<Finding> All(
        string text, ChartFacts chart, NarrativeVerdict? narrative, PersonFacts? sender, Lookup<ChartFacts>? answer)
    {
        var written = IdentifierReader.Read(text);
        var facts = FactsOf(chart, sender ?? Mother);
        var lookedUp = IdentifierPolicy.ToLookUp(written, facts).DistinctBy(number => number.Value)
            .ToImmutableDictionary(number => number.Value, _ => answer ?? new Lookup<ChartFacts>.NotFound());
        return IdentifierPolicy.Assess(
            new IdentifierFacts(written) { LookedUp = lookedUp }, facts, narrative ?? new NarrativeVerdict.AboutSubject([]));
    }

    internal static StructuralFacts FactsOf(ChartFacts chart, PersonFacts sender) => new(
        new Lookup<ChartFacts>.Found(chart),
        new WriterFacts(false, false, null, sender.OwnChart?.Key),
        new Lookup<PersonFacts>.Found(sender),
        sender.OwnChart!.Value.Key,
        [],
        [],
        [],
        Smiths.Today);

    private static PatientNumber Record(string value) => new(NumberKind.Record, Smiths.MrnSystem, value);
}
