using System.Globalization;
using System.Text.Json;
using Gateway.Messages;
using Gateway.Resources;
using Gateway.Review.Export;
using Gateway.Storage;
using Gateway.Tests.Storage;
using Hl7.Fhir.Model;
using Sandbox.Families;
using FamilyMember = Sandbox.Families.Person;
using Household = Sandbox.Families.Household;

namespace Gateway.Tests.Review;

/// <summary>What of a message's words comes out, and that nobody does.</summary>
public sealed class EvidencePatternTests
{
    private const string Element = "Communication.payload[0].content";

    /// <summary>Names in the families that are small words of the lexicon too: written small they cannot be told from these, by anybody.</summary>
    private static readonly string[] SmallWords = ["An", "Do", "Le", "Rojas"];

    [Theory]
    [InlineData("My husband has had a cough for two weeks.", "my husband has had a <symptom> for <number> weeks .")]
    [InlineData("Johnny got a fever, zorbled", "<name> got a <symptom> , <word>")]
    [InlineData("JOHNNY GOT A FEVER", "<name> <name> <name> <symptom>")]
    [InlineData("my son Xiomaro is 6 years", "my son <name> is <number> years")]
    [InlineData("my son xiomaro is six years", "my son <word> is <number> years")]
    [InlineData("my wife's metformin since Monday", "my wife 's <drug> since <date>")]
    [InlineData("will he, in May or on 3/5/2026", "<name> he , in <date> or on <number> <number> <number>")]
    [InlineData("my mother lives in Springfield, call 555-0199 or jo@example.org", "my mother lives in <name> , call <number> <number> or <word> <word> …")]
    public void A_span_comes_out_as_its_structure(string text, string expected) => Assert.Equal(("en", expected), EvidencePattern.Of(text, 0, text.Length));

    [Fact]
    public void Spanish_is_read_with_its_own_words()
    {
        var (language, pattern) = EvidencePattern.Of("Mi hijo Luis tiene fiebre desde el lunes y no quiere comer", 0, 58);

        Assert.Equal("es", language);
        Assert.StartsWith("mi hijo <name> tiene <symptom> desde el <date>", pattern, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_span_comes_out() =>
        Assert.Equal("my son", EvidencePattern.Of("Dear Dr. Lee, my son Johnny has a rash", 14, 6).Pattern);

    [Fact]
    public void No_name_number_or_date_of_any_family_comes_out_however_it_is_written()
    {
        var people = NamedHouseholds.All.Concat(GeneratedHouseholds.All()).SelectMany((Household household) => household.People).ToArray();
        Assert.NotEmpty(people);

        foreach (var person in people)
        {
            var names = string.Join('|', new[] { person.Given, person.Family, person.Id }.Except(SmallWords));
            var birth = new DateOnly(2026, 11, 22).AddYears(-person.Age);
            foreach (var text in Texts(person, birth))
            {
                var line = Export(text);

                Assert.DoesNotMatch($@"(?i)\b({names})\b", line);
                Assert.DoesNotMatch(@"\d{2,}", line.Replace("2026-11-01", string.Empty, StringComparison.Ordinal));
                Assert.DoesNotContain(birth.ToString("MMMM", CultureInfo.InvariantCulture), line, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public void A_rule_that_is_no_id_and_a_span_that_is_not_there_tell_nothing()
    {
        var decision = Decision([new RuleHit("my son Johnny", Element, 0, 6), new RuleHit("subject.kin", Element, 4, 400), new RuleHit("subject.kin", "Communication.note[0].text", 0, 4)]);

        var exported = ExportWriter.Of(decision, Message("my son Johnny"));

        Assert.Equal([new ExportedEvidence("subject.kin", null), new ExportedEvidence("subject.kin", null)], exported.Evidence);
    }

    [Fact]
    public void Alike_decisions_are_one_line_and_the_order_tells_nothing_of_the_time()
    {
        ExportedDecision[] decisions =
        [
            ExportWriter.Of(Decision([new RuleHit("b")]), null), ExportWriter.Of(Decision([new RuleHit("a")]), null), ExportWriter.Of(Decision([new RuleHit("b")]), null),
        ];

        Assert.Equal(
            [("a", 1), ("b", 2)],
            ExportWriter.Fold(decisions).Select(line => (line.Evidence.Single().Rule, line.Count)));
    }

    private static IEnumerable<string> Texts(FamilyMember person, DateOnly birth)
    {
        var text = $"my child {person.Given} {person.Family}, {person.Given}'s record number is {person.Id} 100234, born {birth:d MMMM yyyy} ({birth:yyyy-MM-dd}). "
            + $"Call {person.Given.ToLowerInvariant()}@example.org. {person.Family} here. Thanks, {person.Given}";
        yield return text;
        yield return text.ToLowerInvariant();
        yield return text.ToUpperInvariant();
        yield return $"mi hija {person.Given} {person.Family} nació el {birth:yyyy-MM-dd}, soy {person.Given}";
    }

    /// <summary>As a message whose every word a rule rests on, span by span.</summary>
    private static string Export(string text)
    {
        var hits = Enumerable.Range(0, (text.Length / 20) + 1).Select(i => new RuleHit("subject.kin", Element, i * 20, Math.Min(40, text.Length - (i * 20))));
        return JsonSerializer.Serialize(ExportWriter.Of(Decision([.. hits]), Message(text)), DecisionExport.Line);
    }

    private static Communication Message(string text) => new() { Payload = [new() { Content = new FhirString(text) }] };

    private static ReviewDecision Decision(RuleHit[] hits) => new()
    {
        MessageId = "m-1",
        MessageVersion = 2,
        Kind = DecisionKind.Release,
        By = DecidedBy.Reviewer,
        Client = "inbox",
        Person = "Practitioner/nurse-kim",
        DecidedAt = Rows.Noon,
        HeldSince = Rows.Noon.AddHours(-1),
        HoldReason = "about-someone-else",
        Chart = "susie-smith",
        PolicyVersion = "2026-11-01",
        Rules = JsonSerializer.Serialize([.. hits], RecordJson.Default.ImmutableArrayRuleHit),
        Fingerprint = [1],
    };
}
