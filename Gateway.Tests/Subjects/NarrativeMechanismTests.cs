using Gateway.Subjects;

namespace Gateway.Tests.Subjects;

/// <summary>How people write of somebody else without telling an illness, and of others in a story of their own.</summary>
public sealed class NarrativeMechanismTests
{
    [Theory]
    [InlineData("Please send a refill of the cream for my husband", "husband")]
    [InlineData("I need an appointment for Johnny next week", "son johnny")]
    [InlineData("Can you fill in the school form for Elizabeth?", "daughter elizabeth")]
    [InlineData("Is Johnny's physical on Friday?", "son johnny")]
    [InlineData("Can my wife be seen for a flu shot this week?", "wife")]
    public void What_is_asked_for_somebody_is_theirs(string text, string expected) => Assert.Equal(expected, Say(text));

    [Theory]
    [InlineData("Walter's biopsy was done last week. Nobody has called him.", "undecided")]
    [InlineData("Gloria has a rash on both legs and she is scared.", "undecided")]
    [InlineData("My husband Walter fell. Walter's hip hurts.", "husband")]
    [InlineData("Mrs. Okafor has a fever and she lives alone. Can she come in?", "undecided")]
    public void A_name_nobody_has_on_record_is_a_person_too(string text, string expected) => Assert.Equal(expected, Say(text));

    [Theory]
    [InlineData("Friend has a rash since yesterday.", "friend")]
    [InlineData("Coworker passed out at lunch and is pale.", "coworker")]
    [InlineData("Roommate won't wake up.", "friend")]
    [InlineData("My Gloria has a fever since last night.", "undecided")]
    [InlineData("So far the fever is gone. So can I go to work?", "subject")]
    public void Whom_no_one_calls_so_in_the_family_opens_a_sentence_too(string text, string expected) => Assert.Equal(expected, Say(text));

    [Theory]
    [InlineData("I took my mother's blood pressure pills by mistake. I feel dizzy.", "subject")]
    [InlineData("My toddler swallowed my iron pills an hour ago", "child johnny,elizabeth,will")]
    public void Who_took_a_drug_carries_it_whosever_it_is(string text, string expected) => Assert.Equal(expected, Say(text));

    [Theory]
    [InlineData("This is her daughter, typing for Mom. She has had a cough for a week.")]
    [InlineData("Karen here, from Mom's tablet. She fell and her hip hurts.")]
    public void Somebody_else_who_types_in_the_patients_account_means_the_patient(string text) => Assert.Equal("subject", Say(text));

    [Theory]
    [InlineData("Johnny has a fever since this morning. My left knee hurts on the stairs.")]
    [InlineData("Elizabeth threw up twice last night. I need a refill of my lisinopril.")]
    [InlineData("Flu shots for the two of us please")]
    [InlineData("We need physicals, one for my wife and one for me. Can both of us come on Friday?")]
    public void Care_for_more_than_one_is_several(string text) => Assert.Equal("several", Say(text));

    [Theory]
    [InlineData("This one is for me, not him: I need a refill of my lisinopril", "self")]
    [InlineData("Wrong chart, sorry. My own back hurts, can I be seen?", "self")]
    [InlineData("His sister has a fever and a rash", "daughter elizabeth")]
    [InlineData("Johnny's cough is better. Now Elizabeth has a fever, can she be seen?", "daughter elizabeth")]
    public void In_a_childs_chart_the_parents_own_matter_and_a_siblings_are_somebody_elses(string text, string expected) =>
        Assert.Equal(expected, Families.Say(NarrativeReader.Assess(text, Families.NoraForJohnny)));

    [Theory]
    [InlineData("My mom says I should ask for a stronger cream")]
    [InlineData("My husband can drive me after the colonoscopy on Friday")]
    [InlineData("My father had colon cancer at 50. I am 45 and have blood in my stool. Should I get a colonoscopy?")]
    [InlineData("We have the party in May, can I move my appointment?")]
    [InlineData("Since my sons wedding my throats sore and I have a fever")]
    public void Others_in_the_writers_own_story_leave_it_the_writers(string text) => Assert.Equal("subject", Say(text));

    [Theory]
    [InlineData("My left knee hurts since yesterday. Should I come in? Johnny got a fever today.")]
    [InlineData("I need my thyroid refill. Elizabeth has a rash on her arm.")]
    [InlineData("Johnny got a fever today. Also my knee hurts.")]
    [InlineData("My ankle is swollen after the run. One more thing, Elizabeth has been coughing since Sunday.")]
    public void A_line_about_a_child_is_a_matter_of_its_own(string text) => Assert.Equal("several", Say(text));

    [Theory]
    [InlineData("My son has lice. Do I need to treat my own hair?")]
    [InlineData("Johnny had a fever last week and now I have it too, and my throat hurts")]
    [InlineData("Johnny jumped on me and my knee hurts since. Should I come in?")]
    public void A_childs_illness_that_explains_the_writers_is_hers(string text) => Assert.Equal("subject", Say(text));

    [Theory]
    [InlineData("The nasal drops for me, and for my wife the ear drops.", "several")]
    [InlineData("Travel vaccines for my wife and me, please.", "several")]
    [InlineData("A wellness visit for both my wife and me.", "several")]
    [InlineData("Me & my wife, eye exams, on the same morning.", "several")]
    [InlineData("Eye exams for Johnny and Elizabeth on one day?", "several")]
    [InlineData("This one is for Johnny, not for me: he coughs all night.", "son johnny")]
    [InlineData("Is the new inhaler safe for me? My wife asks.", "subject")]
    public void What_is_asked_for_one_and_for_another_is_for_several(string text, string expected) => Assert.Equal(expected, Say(text));

    [Theory]
    [InlineData("Please refill Johnny's inhaler and my thyroid pills.", "several")]
    [InlineData("Johnny needs his ear drops and I need mine.", "several")]
    [InlineData("Mine: losartan. Johnny's: the inhaler.", "several")]
    [InlineData("I took my mother's heart pill, it looks like mine, and I feel dizzy.", "subject")]
    [InlineData("A friend of mine takes zinc for colds. Can I take it with my blood pressure pills?", "subject")]
    public void Something_of_one_beside_something_of_another_is_several(string text, string expected) => Assert.Equal(expected, Say(text));

    [Theory]
    [InlineData("How do I get more information about the treatments that may help? My cousin suffers from lupus.", "cousin")]
    [InlineData("How do I get more information about the treatment for my lupus? My cousin told me of your group.", "subject")]
    public void Who_asks_for_information_is_not_whom_it_treats(string text, string expected) => Assert.Equal(expected, Say(text));

    [Theory]
    [InlineData("Can we both be seen on Friday? My knee is swollen.", "several")]
    [InlineData("A tetanus shot for each of us, please. My wound is from a nail.", "several")]
    [InlineData("Both my legs are swollen and my left knee hurts.", "subject")]
    [InlineData("Three of my teeth hurt, all in the lower jaw.", "subject")]
    public void A_count_of_people_is_several_and_one_of_things_is_not(string text, string expected) => Assert.Equal(expected, Say(text));

    [Theory]
    [InlineData("Should both be walking by now?", "several")]
    [InlineData("The nose spray for Johnny and the eye drops for his brother, please.", "several")]
    [InlineData("He does not read yet. His brother read at five. He knows his letters. Is that normal?", "subject")]
    [InlineData("Daycare wants him seen because he coughs at night and has a rash.", "subject")]
    [InlineData("Johnny's mother. Wheezing since noon, we gave the home treatment: inhaler, steam, honey. No fever, no rash.", "subject")]
    [InlineData("I have a sore throat, a fever and a cough. Can I be seen?", "self")]
    public void In_a_childs_chart_siblings_are_others_and_he_is_the_patient(string text, string expected) =>
        Assert.Equal(expected, Families.Say(NarrativeReader.Assess(text, Families.NoraForJohnny)));

    [Theory]
    [InlineData("Fever and chills since noon, a cough and a rash. It is my mother, she is 71.", "mother")]
    [InlineData("A swollen knee, a limp and a bruise. I am asking about Mama.", "mother")]
    [InlineData("I have a fever and chills since noon. It is my mother who will drive me.", "subject")]
    public void Whom_it_is_about_may_be_said_last(string text, string expected) => Assert.Equal(expected, Say(text));

    [Theory]
    [InlineData("My cousin texted me goodbye and I don't know where he is. Whom do I call? I know his street.", "cousin")]
    [InlineData("My husband gambles every night. It began when I was pregnant. He cries, he lies and he does not sleep. Can he be helped?", "husband")]
    [InlineData("I am pregnant and cannot sleep. My husband gambles every night.", "subject")]
    [InlineData("I said goodbye to my crutches, but my ankle is still swollen.", "subject")]
    public void A_farewell_and_a_pregnancy_long_past_leave_the_message_with_the_other(string text, string expected) => Assert.Equal(expected, Say(text));

    private static string Say(string text) => Families.Say(NarrativeReader.Assess(text, Families.Nora));
}
