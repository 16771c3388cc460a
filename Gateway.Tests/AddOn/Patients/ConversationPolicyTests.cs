using Hl7.Fhir.Model;
using SmartApp.Conversations;

namespace Gateway.Tests.AddOn.Patients;

/// <summary>Which messages are one conversation, and which are found.</summary>
public sealed class ConversationPolicyTests
{
    [Fact]
    public void Answers_belong_to_what_they_answer_and_the_newest_conversation_is_first()
    {
        var conversations = ConversationPolicy.Of([AMessage("b", 2), AMessage("a", 1), AMessage("a1", 3, "a"), AMessage("a2", 4, "a1"), AMessage("b1", 9, "b")]);

        Assert.Equal(["b: b b1", "a: a a1 a2"], conversations.Select(Said));
    }

    [Fact]
    public void A_conversation_whose_beginning_is_too_old_to_be_there_still_has_its_name() =>
        Assert.Equal(["old: x y"], ConversationPolicy.Of([AMessage("y", 2, "x"), AMessage("x", 1, "old")]).Select(Said));

    [Fact]
    public void Messages_that_answer_each_other_in_a_circle_end() =>
        Assert.Single(ConversationPolicy.Of([AMessage("a", 1, "b"), AMessage("b", 2, "a")]));

    [Theory]
    [InlineData("knee", true)]
    [InlineData("KNEE swollen", true)]
    [InlineData("hinchó", true)]
    [InlineData("hincho", true)]
    [InlineData("knee elbow", false)]
    [InlineData("  ", true)]
    public void Words_are_found_whatever_their_case_and_accents(string words, bool found) =>
        Assert.Equal(found, ConversationPolicy.Says(AMessage("a", 1) with { Texts = ["My knee is swollen.", "Se me hinchó."] }, words));

    private static string Said(Conversation conversation) => $"{conversation.Id}: {string.Join(' ', conversation.Messages.Select(message => message.Id))}";

    private static Message AMessage(string id, int minute, string? answers = null) =>
        new(id, DateTimeOffset.UnixEpoch.AddMinutes(minute), Author.Reader) { Answers = answers, Resource = new Communication() };
}
