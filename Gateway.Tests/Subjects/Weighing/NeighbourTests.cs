using Gateway.Subjects;
using Gateway.Subjects.Weighing;
using Gateway.Text;

namespace Gateway.Tests.Subjects.Weighing;

/// <summary>What stands by the mentions of people: how it is named, and that what is weighed is what was learnt.</summary>
public sealed class NeighbourTests
{
    private static readonly IReadOnlyList<NeighbourFile> Rows = EmbeddedJson.Read<IReadOnlyList<NeighbourFile>>("Subjects.Weighing.Neighbours.json");

    [Fact]
    public void Words_are_named_by_whom_they_stand_by_and_how()
    {
        var husband = NarrativeReader.Neighbours("I hope you can help. Yesterday my husband had 3 seizures, he fell.", Families.Nora)[0];

        string[] expected =
        [
            "Me:Before1:^", "Me:After1:hope", "Me:After:hope you", "Me:Around:^ hope",
            "They:Before1:yesterday", "They:Before2:^", "They:Before:^ yesterday", "They:After1:had", "They:After2:#", "They:After3:seizures", "They:Around:yesterday had",
            "They:Before1:,", "They:After1:fell",
        ];
        Assert.Empty(expected.Except(husband));
    }

    [Fact]
    public void What_stands_in_another_sentence_is_no_neighbour()
    {
        var husband = NarrativeReader.Neighbours("Thank you. My husband. Rash since Monday.", Families.Nora)[0];

        Assert.Equal(["They:After1:.", "They:Around:^ .", "They:Before1:^"], husband.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Another_person_is_a_neighbour_like_a_word()
    {
        var people = NarrativeReader.Neighbours("My mother told my brother.", Families.Nora);

        Assert.Contains("They:After2:<Another>", people[0]);
        Assert.Contains("They:Before2:<Another>", people[1]);
    }

    [Theory]
    [InlineData("My husband has a rash on both arms. Should he be seen?")]
    [InlineData("I am tired. My sister's pills helped her, can I have them too? She says so, and so does my mother.")]
    [InlineData("Johnny threw up twice, and I am pregnant. His father is at work.")]
    [InlineData("A mi esposo le duele el pecho desde ayer. ¿Lo llevo a urgencias?")]
    public void What_is_weighed_is_what_was_learnt(string text)
    {
        var weights = Rows.Where(row => row.Neighbour is not null).ToDictionary(row => row.Neighbour!, row => row.Weight, StringComparer.Ordinal);
        var start = Rows.Single(row => row.Neighbour is null).Weight;
        var place = Traits.Names.IndexOf(nameof(TraitKind.Neighbours));

        Assert.All(
            NarrativeReader.Weigh(text, Families.Nora).Candidates.Zip(NarrativeReader.Neighbours(text, Families.Nora)),
            candidate => Assert.Equal(start + candidate.Second.Sum(name => weights.GetValueOrDefault(name)), candidate.First.Traits.Values[place], 0.001));
    }

    [Fact]
    public void Each_counts_once_however_often_it_stands_there()
    {
        const string Once = "My husband has a rash.";
        var place = Traits.Names.IndexOf(nameof(TraitKind.Neighbours));
        float Weigh(string text) => NarrativeReader.Weigh(text, Families.Nora).Candidates[0].Traits.Values[place];

        Assert.Equal(Weigh(Once), Weigh($"{Once} {Once} {Once}"));
    }

    [Fact]
    public void Every_name_that_is_kept_stands_for_something_of_its_own()
    {
        var names = Rows.Select(row => row.Neighbour).OfType<string>().ToList();

        Assert.NotEmpty(names);
        Assert.Equal(names.Count, names.Select(NeighbourNames.KeyOfName).Distinct().Count());
    }

    [Theory]
    [InlineData("They:After1")]
    [InlineData("Nobody:After1:has")]
    [InlineData("They:Behind:has")]
    public void A_name_that_stands_for_nothing_is_refused(string name) => Assert.Throws<FormatException>(() => NeighbourNames.KeyOfName(name));
}
