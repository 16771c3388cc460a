using Gateway.Subjects;

namespace Gateway.Tests.Corpus;

/// <summary>How often a message that is written otherwise is still let pass, or still stopped. Not yet always: the floors say how far it is.</summary>
public sealed class RewritingTests
{
    /// <summary>A greeting moves what the trees take for the opening.</summary>
    private const double WithGreeting = 0.94;
    private const double Otherwise = 0.98;

    public static TheoryData<string> Ways => [.. Rewriting.All.Keys];

    [Theory]
    [MemberData(nameof(Ways))]
    public void Whom_a_message_is_about_does_not_hang_on_how_it_is_written(string way)
    {
        var rewrite = Rewriting.All[way];
        var same = CorpusFiles.Messages.Count(message => IsStopped(message, message.Text) == IsStopped(message, rewrite(message)));

        var share = (double)same / CorpusFiles.Messages.Count;
        Assert.True(share >= (way == "a greeting before" ? WithGreeting : Otherwise), $"{way}: {share:0.000} read as before");
    }

    private static bool IsStopped(LabelledMessage message, string text) =>
        NarrativeReader.Assess(text, CorpusFiles.Households[message.Family].FactsFor(message.Chart)).Stops;
}
