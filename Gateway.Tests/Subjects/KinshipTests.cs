using Gateway.Subjects;

namespace Gateway.Tests.Subjects;

public sealed class KinshipTests
{
    [Theory]
    [InlineData("MTH", 2, "son")]
    [InlineData("FTH", 1, "daughter")]
    [InlineData("GRMTH", 0, "grandchild")]
    [InlineData("DAU", 1, "mother")]
    [InlineData("SPS", 2, "husband")]
    [InlineData("anything", 0, "relative")]
    public void The_senders_role_turned_round_is_what_the_patient_is_to_the_sender(string role, int sex, string expected) =>
        Assert.Equal(expected, Kinship.OfProxied(role, (Sex)sex));

    [Theory]
    [InlineData("child", "son", true)]
    [InlineData("baby", "daughter", true)]
    [InlineData("son", "daughter", false)]
    [InlineData("mother", "father", false)]
    [InlineData("parent", "father", true)]
    [InlineData("friend", "son", false)]
    public void A_wide_word_may_be_any_of_its_family(string said, string recorded, bool expected) =>
        Assert.Equal(expected, Kinship.MayBe(said, recorded));
}
