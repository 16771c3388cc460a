using Gateway.Subjects;

namespace Gateway.Tests.Subjects;

public sealed class NarrativeReaderTests
{
    [Theory]
    [InlineData("Johnny got a fever today", "son johnny")]
    [InlineData("johnny got a fever today", "son johnny")]
    [InlineData("Johnny's ear hurts and he cries all night.", "son johnny")]
    [InlineData("Good morning, Johnny threw up twice. What should we do?", "son johnny")]
    [InlineData("Since Monday Johnny has a rash on his belly.", "son johnny")]
    [InlineData("Can you refill Johnny's inhaler?", "son johnny")]
    [InlineData("Lizzie started limping after soccer. Her knee is swollen.", "daughter elizabeth")]
    [InlineData("Beth has had a cough for a week", "daughter elizabeth")]
    [InlineData("I think Johnny has pink eye", "son johnny")]
    [InlineData("My son Johnny has an earache", "son johnny")]
    [InlineData("Will has been coughing since yesterday", "son will")]
    [InlineData("I am worried about Will. He won't eat and has a fever.", "son will")]
    public void A_proxied_child_named_without_a_relation_word_is_found(string text, string expected) =>
        Assert.Equal(expected, Families.Say(NarrativeReader.Assess(text, Families.Nora)));

    [Theory]
    [InlineData("Will you please refill my lisinopril?")]
    [InlineData("I will need a new inhaler. My asthma is worse.")]
    [InlineData("My cough will not go away")]
    [InlineData("my back hurts, will physical therapy help me?")]
    [InlineData("I have had headaches since Monday.\nThanks,\nJohnny")]
    [InlineData("My throat hurts. Johnny will pick up my prescription.")]
    [InlineData("Nora here. I have a rash on my arm.")]
    public void A_name_that_is_a_word_a_signature_or_a_helper_is_not_the_patient(string text) =>
        Assert.Equal("subject", Families.Say(NarrativeReader.Assess(text, Families.Nora)));

    [Theory]
    [InlineData("My husband's sugar is 400", "husband")]
    [InlineData("my hubby has chest pain", "husband")]
    [InlineData("My MIL has a swollen leg", "mother-in-law")]
    [InlineData("My mother-in-law fell and her hip hurts", "mother-in-law")]
    [InlineData("My DD has a fever of 102", "daughter elizabeth")]
    [InlineData("My best friend was diagnosed with lupus. Which drug helps her?", "friend")]
    [InlineData("My coworker fainted and hit his head", "coworker")]
    [InlineData("My dog ate my pills and is vomiting", "pet")]
    [InlineData("Mom has a fever and she is confused", "mother")]
    [InlineData("Dad fell and his wrist is swollen", "father george")]
    [InlineData("My grandma takes warfarin and her nose is bleeding", "grandmother")]
    [InlineData("My step son has a cough and a sore throat", "son johnny,will")]
    [InlineData("my doughter has a fever of 102", "daughter elizabeth")]
    [InlineData("my granma takes warfarin and her nose is bleeding", "grandmother")]
    [InlineData("My roomate fainted and hit his head", "friend")]
    [InlineData("My fiancée has migraines, can she take ibuprofen?", "fiancee")]
    [InlineData("I took my daughter to the ER for a broken arm. Does she need surgery?", "daughter elizabeth")]
    [InlineData("I gave my little one Tylenol for her fever", "daughter elizabeth")]
    [InlineData("my wife has a bad cough", "wife")]
    public void Somebody_else_who_carries_the_illness_is_whom_it_is_about(string text, string expected) =>
        Assert.Equal(expected, Families.Say(NarrativeReader.Assess(text, Families.Nora)));

    [Theory]
    [InlineData("Dinah, my other half, has a fever and her ear hurts.", "partner")]
    [InlineData("I am worried about Dinah, my oldest friend. She fainted twice and her heart races.", "friend")]
    [InlineData("My oldest friend fainted twice. Is it her heart?", "friend")]
    [InlineData("A friend from the choir has shingles. She asks which cream helps.", "friend")]
    [InlineData("One of the women I work with has had migraines for a week. Which tablets should she take?", "coworker")]
    [InlineData("Mrs. Halloway from next door fell and her wrist is swollen.", "neighbor")]
    [InlineData("Husband age 52: fever of 102 and shaking chills since noon.", "husband")]
    [InlineData("Uncle Barnaby, 66, has a rash on his back and it itches.", "uncle")]
    [InlineData("About wife. She coughs all night and has a fever.", "wife")]
    [InlineData("My brother (52) has Machado-Joseph disease. Which drug helps him walk?", "brother")]
    [InlineData("My brother has a cough. There are days when he cannot breathe well.", "brother")]
    [InlineData("My aunt lives with my sister. She has a swollen leg and a fever.", "aunt")]
    [InlineData("my fiancee (hes 30) has gout and his toe is swollen", "fiance")]
    public void What_somebody_is_to_the_writer_is_told_in_many_ways(string text, string expected) =>
        Assert.Equal(expected, Families.Say(NarrativeReader.Assess(text, Families.Nora)));

    [Theory]
    [InlineData("My wife has been sick since March. She is tired, and our daughter cut her hair. She coughs all night and has a fever.", "wife")]
    [InlineData("My mother has diabetes. She takes a new pill since my sister came to stay. Today she is dizzy and her vision is blurred.", "mother")]
    [InlineData("This one is for my wife. Paula is 42. She has a cough and a fever.", "wife")]
    [InlineData("My wife is well but our daughter has a fever. She coughs all night.", "daughter elizabeth")]
    public void Who_comes_up_within_somebodys_story_does_not_take_it_over(string text, string expected) =>
        Assert.Equal(expected, Families.Say(NarrativeReader.Assess(text, Families.Nora)));

    [Theory]
    [InlineData("Robert Jr has had a fever since last night.", "son robert-jr")]
    [InlineData("Robert, 9, has had a fever since last night.", "son robert-jr")]
    [InlineData("Robert Sr has had a cough since last night.", "subject")]
    [InlineData("Robert, 45, has had a cough since last night.", "subject")]
    [InlineData("I have had a cough since last night.\nRobert", "subject")]
    public void Of_two_who_share_a_name_a_word_or_an_age_behind_it_tells_who_is_meant(string text, string expected) =>
        Assert.Equal(expected, Families.Say(NarrativeReader.Assess(text, Families.Robert)));

    [Theory]
    [InlineData("My mother will bring the signed papers by.")]
    [InlineData("Both my parents had diabetes, can you check my sugar?")]
    [InlineData("My mother had diabetes, can you check my sugar?")]
    [InlineData("Our father, may he rest, died of prostate cancer at 68. I am 61 and my PSA is 2.1. Is that a rise?")]
    [InlineData("I lost my best friend to suicide five years ago. I have trouble sleeping around the date.")]
    [InlineData("My brother and my uncle had kidney stones, and now me. What should I eat?")]
    [InlineData("Does creatine harm my kidneys? A girl in my course swears it does.")]
    public void Errands_family_history_exposure_and_hearsay_leave_it_the_writers(string text) =>
        Assert.Equal("subject", Families.Say(NarrativeReader.Assess(text, Families.Nora)));

    [Theory]
    [InlineData("My wife got a calprotectin result of 412 on her portal. How bad is that for her?", "wife")]
    [InlineData("I should like to ask about my neighbor, with her permission. She has fallen twice and is muddled.", "neighbor")]
    public void That_somebody_has_a_portal_or_permits_it_does_not_make_her_the_patient(string text, string expected) =>
        Assert.Equal(expected, Families.Say(NarrativeReader.Assess(text, Families.Nora)));

    [Theory]
    [InlineData("A friend told me that magnesium helps. Can I take it with my blood pressure pills?")]
    [InlineData("A neighbor's dog bit me on the shin. The wound is red.")]
    [InlineData("My Gilbert syndrome test came back. Are my eyes yellow because of it?")]
    [InlineData("EF came back low and I am short of breath. My husband says he will drive me.")]
    public void Whom_the_writer_has_it_from_and_the_name_of_an_illness_are_nobody_else(string text) =>
        Assert.Equal("subject", Families.Say(NarrativeReader.Assess(text, Families.Nora)));

    [Theory]
    [InlineData("My 6 year old has a sore throat", "child johnny")]
    [InlineData("my 6yo has a sore throat", "child johnny")]
    [InlineData("My 11 month old won't eat and has diarrhea", "child will")]
    [InlineData("My eleven year old daughter has a rash", "daughter elizabeth")]
    [InlineData("My 6-year-old son's ear hurts", "son johnny")]
    [InlineData("my 71 y/o father is dizzy", "father george")]
    [InlineData("I have a 6 year old boy who wheezes and coughs", "son johnny")]
    [InlineData("my 3 yo has a fever", "child")]
    public void An_age_picks_the_chart(string text, string expected) =>
        Assert.Equal(expected, Families.Say(NarrativeReader.Assess(text, Families.Nora)));

    [Theory]
    [InlineData("My mother had breast cancer, should I be screened?")]
    [InlineData("My father and uncle had colon cancer. Am I at higher risk?")]
    [InlineData("My son will pick it up")]
    [InlineData("My son will pick up my prescription")]
    [InlineData("My wife insists that I write. My back hurts.")]
    [InlineData("My daughter drove me home after my colonoscopy. I still have cramps.")]
    [InlineData("My son has strep and now my throat hurts")]
    [InlineData("My husband tested positive for flu and now I have a fever. Can I get Tamiflu?")]
    [InlineData("I am 12 weeks pregnant and feel nauseous. My husband is worried.")]
    [InlineData("I am breastfeeding. Can I take ibuprofen?")]
    [InlineData("My husband says I snore and stop breathing at night")]
    [InlineData("I had diabetes as a child")]
    [InlineData("I am a mother of three and my knees hurt")]
    [InlineData("I used my wife's inhaler by mistake, my heart is racing")]
    [InlineData("I can't sleep since my mother died")]
    [InlineData("Need a refill of my metformin please")]
    [InlineData("My 6 year old scar itches")]
    [InlineData("I noticed that a 10-year-old scar itches again. Is that normal?")]
    [InlineData("I'm nursing and have a rash. Can I take cetirizine?")]
    [InlineData("I have a headache and a fever")]
    public void A_relative_in_the_writers_own_story_leaves_it_the_writers(string text) =>
        Assert.Equal("subject", Families.Say(NarrativeReader.Assess(text, Families.Nora)));

    [Theory]
    [InlineData("My knee hurts. Should I come in? Johnny got a fever today.")]
    [InlineData("Johnny got a fever today. Also my knee hurts, should I come in?")]
    [InlineData("I need more lisinopril please. Johnny has a rash on his belly since yesterday.")]
    [InlineData("My back is killing me again. And Johnny threw up twice this morning.")]
    [InlineData("Can I have an appointment for my knee? Johnny needs one too, for his ear.")]
    [InlineData("My headaches are back. Johnny is coughing all night, can you look at both of us?")]
    [InlineData("Thanks for the refill. Johnny has an ear ache now.")]
    [InlineData("I have a sore throat and Johnny has a fever of 102.")]
    [InlineData("My blood pressure is fine. Johnny fell off the bed and hit his head.")]
    [InlineData("Is my mammogram back? Johnny's cough is worse.")]
    [InlineData("I'm still tired. Johnny's rash is spreading, what cream should I use?")]
    public void What_is_told_of_a_child_passes_beside_nothing_of_the_writers(string text) =>
        Assert.True(NarrativeReader.Assess(text, Families.Nora).Stops);

    [Theory]
    [InlineData("My husband and I both have a fever and a cough")]
    [InlineData("My wife and I have diarrhea since the party")]
    public void Two_who_share_the_illness_are_several(string text) =>
        Assert.Equal("several", Families.Say(NarrativeReader.Assess(text, Families.Nora)));

    [Theory]
    [InlineData("My son has a fever", "subject")]
    [InlineData("Johnny has a fever", "subject")]
    [InlineData("He has a rash on his arm", "subject")]
    [InlineData("My 6 year old has a cough", "subject")]
    [InlineData("My daughter has a cough", "daughter elizabeth")]
    [InlineData("Elizabeth has a cough", "daughter elizabeth")]
    [InlineData("I have chest pain and my arm is numb. Should I take my aspirin?", "self")]
    [InlineData("I am worried about his cough", "subject")]
    public void A_proxy_writing_in_the_patients_chart_means_the_patient_by_my_son(string text, string expected) =>
        Assert.Equal(expected, Families.Say(NarrativeReader.Assess(text, Families.NoraForJohnny)));

    [Theory]
    [InlineData("He has a fever since last night", "undecided")]
    [InlineData("What is the usual dose of vitamin D?", "subject")]
    [InlineData("", "general")]
    [InlineData("Thank you!", "general")]
    public void Nobody_named_is_undecided_or_general(string text, string expected) =>
        Assert.Equal(expected, Families.Say(NarrativeReader.Assess(text, Families.Nora)));

    [Fact]
    public void Evidence_points_at_the_words()
    {
        const string text = "Hello. Johnny got a fever today";
        var verdict = NarrativeReader.Assess(text, Families.Nora);
        Assert.Contains(verdict.Evidence, evidence => text.Substring(evidence.Span.Start, evidence.Span.Length) == "fever");
        Assert.Contains(verdict.Evidence, evidence => text.Substring(evidence.Span.Start, evidence.Span.Length) == "Johnny");
    }
}
