using System.Collections.Immutable;
using Gateway.Guidance;
using Gateway.Triage;

namespace Gateway.Tests.Guidance;

public sealed class ReassurancePolicyTests
{
    private static readonly ReassuranceRules Rules = new(ImmutableDictionary<string, string>.Empty.Add("en", "You are welcome to write.").Add("es", "Puede escribirnos."));

    [Theory]
    [InlineData("I'm so sorry to bother you again, but my knee still hurts.")]
    [InlineData("I hate to bother you with this. Is the cream safe?")]
    [InlineData("I don't want to be a burden, but should I worry about this mole?")]
    [InlineData("I know you are very busy. Could you renew my inhaler?")]
    [InlineData("Sorry for all the messages today!")]
    [InlineData("I hope I'm not bothering you.")]
    [InlineData("Disculpe la molestia, ¿puedo tomar las dos pastillas juntas?")]
    [InlineData("Perdón por molestar otra vez.")]
    [InlineData("No quiero molestarle, pero me sigue doliendo.")]
    public void Who_fears_to_impose_is_told_that_writing_is_welcome(string text) => Assert.NotNull(ReassurancePolicy.For(text, Urgency.Routine, [], Rules));

    [Theory]
    [InlineData("My knee bothers me when I climb stairs.")]
    [InlineData("The light bothers my eyes, and I have trouble sleeping.")]
    [InlineData("I am sorry, I missed my appointment. Can I have another?")]
    [InlineData("I have been busy at work and forgot the tablets.")]
    [InlineData("La rodilla me molesta al subir escaleras.")]
    [InlineData("Siento dolor en el pecho cuando corro.")]
    public void Who_says_what_bothers_them_is_told_nothing(string text) => Assert.Null(ReassurancePolicy.For(text, Urgency.Routine, [], Rules));

    [Fact]
    public void Nothing_stands_beside_what_is_to_be_done_in_an_emergency() =>
        Assert.Null(ReassurancePolicy.For("Sorry to bother you, my chest hurts.", Urgency.Emergency, [], Rules));

    [Fact]
    public void It_is_said_in_the_senders_language() =>
        Assert.Equal(("Puede escribirnos.", "es"), ReassurancePolicy.For("Sorry to bother you again.", Urgency.Routine, ["es-MX"], Rules));

    [Fact]
    public void A_clinic_that_says_nothing_says_nothing() =>
        Assert.Null(ReassurancePolicy.For("Sorry to bother you again.", Urgency.Routine, [], ReassuranceRules.None));
}
