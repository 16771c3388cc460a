using Gateway.Charts;
using Gateway.References;
using Gateway.Subjects;
using Gateway.Tests.Support;

namespace Gateway.Tests.Subjects;

/// <summary>Who may send, as far as the token goes.</summary>
public sealed class SenderPolicyTests
{
    [Theory]
    [InlineData(null, "susie-smith", null)]
    [InlineData(null, null, "sender-not-signed-in")]
    [InlineData("Patient/susie-smith", null, null)]
    [InlineData("Patient/mark-smith", null, "sender-not-signed-in")]
    [InlineData("Patient/susie-smith", "johnny-smith", "launch-chart-differs")]
    public void A_token_vouches_for_its_person_or_else_for_its_charts_patient_alone(string? person, string? launch, string? rule)
    {
        var writer = new WriterFacts(
            IsSystem: false,
            NeedsLaunchChart: false,
            launch is null ? null : new PatientId(launch),
            ResourceKey.TryParse(person, out var key) ? key : null);
        var facts = new StructuralFacts(
            new Lookup<ChartFacts>.Found(Smiths.Susie), writer, new Lookup<PersonFacts>.Found(Smiths.SusieAsPerson), Smiths.Susie.Id.Key, [], [], [], Smiths.Today);

        Assert.Equal(rule, SenderPolicy.Assess(facts, Smiths.Susie, Smiths.Rules)?.RuleId);
    }
}
