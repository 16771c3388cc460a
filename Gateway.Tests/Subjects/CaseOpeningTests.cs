using Gateway.Subjects;

namespace Gateway.Tests.Subjects;

/// <summary>A case told with an age and a sex before anything else, as a triage nurse would, belongs to whoever on record has both.</summary>
public sealed class CaseOpeningTests
{
    [Theory]
    [InlineData("A 38-year-old woman with a dry cough for ten days. She has no fever.")]
    [InlineData("Female, 38. Two days of burning on urination. She denies flank pain.")]
    [InlineData("38F. Bladder again, blood this time. She has a fever of 101.")]
    [InlineData("Thirty-eight, female: hives on both arms since the new soap.")]
    [InlineData("She's 38. Palpitations since breakfast, and she feels faint.")]
    [InlineData("Patient is 38 and female, has a sore breast since Monday.")]
    public void The_charts_patient_may_be_told_in_the_third_person(string text) => Assert.Equal("subject", Say(text, Families.Nora));

    [Theory]
    [InlineData("Boy, 6. Fever 103 since last night and he pulls at his ear.", "son johnny")]
    [InlineData("An 11-year-old girl with a barking cough. She has no fever.", "daughter elizabeth")]
    [InlineData("71M, short of breath since this morning. He is on warfarin.", "father george")]
    [InlineData("11 month old boy. Rash on the belly, he has had no wet diaper.", "son will")]
    public void Whoever_else_is_on_record_with_that_age_and_sex_is_meant(string text, string expected) => Assert.Equal(expected, Say(text, Families.Nora));

    [Theory]
    [InlineData("A six-year-old boy has had fever and a sore throat since last night.", "subject")]
    [InlineData("6 year old, mosquito bites, very itchy", "subject")]
    public void In_a_childs_chart_the_child_is(string text, string expected) => Assert.Equal(expected, Say(text, Families.NoraForJohnny));

    [Theory]
    [InlineData("A 38-year-old woman at my work has a fever and a rash. Can she come in?")]
    [InlineData("A 38 year old friend of mine has a lump in her breast. What should she do?")]
    [InlineData("A 38-year-old woman from our church fainted twice. She is pale.")]
    [InlineData("38-year-old woman next door, cough for a month. She smokes.")]
    public void Who_is_met_somewhere_is_nobody_on_record_whatever_the_age(string text) => Assert.NotEqual("subject", Say(text, Families.Nora));

    [Fact]
    public void A_childs_friend_of_the_same_age_is_not_the_child() =>
        Assert.NotEqual("subject", Say("A 6-year-old boy in Johnny's class has lice and a fever. His mother asks what to do.", Families.NoraForJohnny));

    [Theory]
    [InlineData("38-year-old, day 12 after the operation. When may she drive?")]
    [InlineData("38F day 3 of a fever, she is weak.")]
    public void A_day_of_the_illness_is_not_an_age(string text) => Assert.Equal("subject", Say(text, Families.Nora));

    [Theory]
    [InlineData("Mrs. Olsen, 38, is here for her iron. She was dizzy on the stairs in June.")]
    [InlineData("Ms. O is 38 and has a rash on both arms.")]
    public void A_title_tells_the_sex(string text) => Assert.Equal("subject", Say(text, Families.Nora));

    [Theory]
    [InlineData("Mr. K is 61 and takes methotrexate every day by mistake. His mouth is sore.")]
    [InlineData("61-year-old female presents with a headache of six hours. Denies fever and neck stiffness.")]
    [InlineData("38 male, stiff all over, drenched, stares and does not answer.")]
    [InlineData("A 54-year-old man with chest pain for an hour. He is pale.")]
    [InlineData("74M father. Since lunch his belly hurts and he fainted at the sink.")]
    public void Nobody_on_record_is_somebody_else(string text) => Assert.NotEqual("subject", Say(text, Families.Nora));

    [Theory]
    [InlineData("I'm the nurse at a school. A 9-year-old fainted in gym class today. What should I do?", "child")]
    [InlineData("I'm a camp counselor. One of my campers, a 13-year-old, has a tick bite with a red ring. Does he need antibiotics?", "child")]
    [InlineData("I coach soccer. A 14-year-old on my team hit his head and is dizzy.", "child")]
    [InlineData("What does one cold tablet do to a three year old girl who took two?", "child")]
    [InlineData("My sister has a 2 year old boy. He has a fever of 103.", "nephew")]
    [InlineData("My neighbors have a 4-year-old girl with asthma. She coughs all night.", "friends_child")]
    public void An_age_makes_nobody_the_writers_own_child(string text, string expected) => Assert.Equal(expected, Say(text, Families.Nora));

    [Theory]
    [InlineData("My mother is a diabetic. She is 66 years old. She has a bad cold.", "mother")]
    [InlineData("My husband is a heart patient. He is 60. He coughs at night.", "husband")]
    public void An_age_told_of_she_or_he_is_theirs_who_was_spoken_of(string text, string expected) => Assert.Equal(expected, Say(text, Families.Nora));

    [Theory]
    [InlineData("31M. I have had a rash on my arms for three weeks. What can I put on it?")]
    [InlineData("2 pills left of my lisinopril, please refill.")]
    [InlineData("Women's clinic appointment on the 38th? I mean the 8th. I need a pap.")]
    public void What_only_looks_like_it_changes_nothing(string text) => Assert.Equal("subject", Say(text, Families.Nora));

    private static string Say(string text, NarrativeFacts facts) => Families.Say(NarrativeReader.Assess(text, facts));
}
