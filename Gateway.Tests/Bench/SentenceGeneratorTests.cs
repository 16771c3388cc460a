using Load.Posting;

namespace Gateway.Tests.Bench;

public sealed class SentenceGeneratorTests
{
    [Fact]
    public void The_same_seed_writes_the_same_messages()
    {
        Assert.Equal(MessageSource.Generate(50, 7, 0.2), MessageSource.Generate(50, 7, 0.2));
        Assert.NotEqual(MessageSource.Generate(50, 7, 0.2), MessageSource.Generate(50, 8, 0.2));
    }

    [Fact]
    public void Each_message_is_as_long_as_portal_messages_are()
    {
        Assert.All(MessageSource.Generate(2_000, 1, 0.5), message =>
            Assert.InRange(message.Text.Length, SentenceGenerator.MinLength, SentenceGenerator.MaxLength));
    }

    [Fact]
    public void No_message_is_about_a_relative_unless_asked_for()
    {
        Assert.DoesNotContain(MessageSource.Generate(500, 1, 0), message => message.Label == SentenceGenerator.RelativeLabel);
        Assert.All(MessageSource.Generate(50, 1, 1), message => Assert.Equal(SentenceGenerator.RelativeLabel, message.Label));
    }
}
