using System.Collections.Immutable;
using Gateway.Monitoring;
using Hl7.Fhir.Model;

namespace Gateway.Tests.Monitoring;

public sealed class ReadingPolicyTests
{
    private const string Loinc = "http://loinc.org";

    private static readonly ImmutableArray<ExpectedRange> Ranges =
    [
        new("systolic", null, MmHg(100), MmHg(140)),
        new(null, new Coding(Loinc, "8462-4"), null, MmHg(90)),
    ];

    [Theory]
    [InlineData(99, "request.below-range")]
    [InlineData(100, null)]
    [InlineData(140, null)]
    [InlineData(141, "request.above-range")]
    public void The_ends_are_in_the_range(int value, string? rule) => Assert.Equal(rule, RuleFor("systolic", new Integer(value)));

    [Fact]
    public void A_question_is_known_by_its_code_too_and_an_end_that_is_not_said_is_none()
    {
        Assert.Equal(ReadingPolicy.Above, RuleFor("lower", new FhirDecimal(90.5m)));
        Assert.Null(RuleFor("lower", new FhirDecimal(1)));
        Assert.Null(RuleFor("pulse", new Integer(999)));
    }

    [Fact]
    public void What_cannot_be_compared_is_somebody_s_to_look_at()
    {
        Assert.Null(RuleFor("systolic", MmHg(120)));
        Assert.Equal(ReadingPolicy.Above, RuleFor("systolic", MmHg(150)));
        Assert.Equal(ReadingPolicy.NotComparable, RuleFor("systolic", new Quantity(16, "kPa")));
        Assert.Equal(ReadingPolicy.NotComparable, RuleFor("systolic", new FhirString("high")));
        var atLeast = MmHg(120);
        atLeast.Comparator = Quantity.QuantityComparator.GreaterThan;
        Assert.Equal(ReadingPolicy.NotComparable, RuleFor("systolic", atLeast));
    }

    [Fact]
    public void Each_of_several_readings_is_compared_and_told_with_its_place()
    {
        var response = new QuestionnaireResponse { Item = [Reading(120), Reading(170), Reading(80)] };

        Assert.Equal(
            [(ReadingPolicy.Above, "Communication.contained[0].item[1].item[0].answer[0].value"), (ReadingPolicy.Below, "Communication.contained[0].item[2].item[0].answer[0].value")],
            ReadingPolicy.Assess(Ranges, response, "Communication.contained[0]", CodesOf).Select(hit => (hit.RuleId, hit.Expression!)));
    }

    private static string? RuleFor(string linkId, DataType answer) =>
        ReadingPolicy.Assess(Ranges, new QuestionnaireResponse { Item = [Item(linkId, answer)] }, "Communication.contained[0]", CodesOf) is [var hit] ? hit.RuleId : null;

    private static IEnumerable<Coding> CodesOf(string linkId) => linkId == "lower" ? [new Coding(Loinc, "8462-4")] : [];

    private static QuestionnaireResponse.ItemComponent Reading(int value) => new() { LinkId = "reading", Item = [Item("systolic", new Integer(value))] };

    private static QuestionnaireResponse.ItemComponent Item(string linkId, DataType answer) =>
        new() { LinkId = linkId, Answer = [new QuestionnaireResponse.AnswerComponent { Value = answer }] };

    private static Quantity MmHg(decimal value) => new(value, "mm[Hg]");
}
