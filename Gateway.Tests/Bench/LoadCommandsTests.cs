namespace Gateway.Tests.Bench;

public sealed class LoadCommandsTests
{
    [Theory]
    [InlineData("post", "--idempotent")]
    [InlineData("read", "--record")]
    [InlineData("search", "--query")]
    [InlineData("replay-check", "--verify-ehr")]
    [InlineData("seed", "--connection-string")]
    [InlineData("crash", "--kills")]
    [InlineData("throughput", "--rounds")]
    [InlineData("startup", "--runs")]
    public async Task Each_command_explains_itself(string command, string option)
    {
        var run = await ToolRun.OfAsync(command, "--help");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains(option, run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("post", "--concurency", "3")]
    [InlineData("post", "--concurrency", "0")]
    [InlineData("post", "--count", "many")]
    [InlineData("search")]
    [InlineData("replay-check", "--record", "none")]
    [InlineData("read", "--record", "/nowhere/at/all")]
    [InlineData("post", "--charts", "10")]
    [InlineData("post", "--token-per-chart")]
    [InlineData("post", "--base", "somewhere")]
    public async Task What_cannot_run_says_why_and_exits_with_two(params string[] args)
    {
        var run = await ToolRun.OfAsync(args);
        Assert.Equal(2, run.ExitCode);
        Assert.NotEqual("", run.Error.Trim());
    }
}
