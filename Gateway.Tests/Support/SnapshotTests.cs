using Xunit.Sdk;

namespace Gateway.Tests.Support;

public sealed class SnapshotTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("snapshot-");

    private string TestFile => Path.Combine(folder.FullName, "SomeTests.cs");

    private string Approved => Path.Combine(folder.FullName, "SomeTests.An_answer.approved.txt");

    private string Received => Path.Combine(folder.FullName, "SomeTests.An_answer.received.txt");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void What_was_approved_passes()
    {
        File.WriteAllText(Approved, "held\n");

        Match("held");

        Assert.False(File.Exists(Received));
    }

    [Fact]
    public void A_difference_fails_and_leaves_what_was_received()
    {
        File.WriteAllText(Approved, "held\n");

        Assert.ThrowsAny<XunitException>(() => Match("accepted"));

        Assert.Equal("accepted\n", File.ReadAllText(Received));
    }

    [Fact]
    public void Nothing_passes_before_it_was_approved()
    {
        Assert.ThrowsAny<XunitException>(() => Match("held"));

        Assert.True(File.Exists(Received));
        Assert.False(File.Exists(Approved));
    }

    [Fact]
    public void A_later_match_clears_what_was_received()
    {
        File.WriteAllText(Approved, "held\n");
        File.WriteAllText(Received, "accepted\n");

        Match("held");

        Assert.False(File.Exists(Received));
    }

    [Fact]
    public void Line_endings_do_not_matter()
    {
        File.WriteAllText(Approved, "one\r\ntwo\r\n");

        Match("one\ntwo");
    }

    private void Match(string actual) => Snapshot.Match(actual, TestFile, "An_answer");
}
