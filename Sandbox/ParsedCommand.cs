namespace Sandbox;

/// <summary>What the command line asks for.</summary>
internal abstract record ParsedCommand
{
    private ParsedCommand()
    {
    }

    public sealed record Run(SandboxOptions Options) : ParsedCommand;

    public sealed record Mistake(string Complaint) : ParsedCommand;
}
