using System.CommandLine;

namespace Load.Servers;

/// <summary>The options that say which builds are run.</summary>
internal sealed class ProgramArguments
{
    private readonly Option<string> _configuration = new("--configuration") { Description = "Which builds of this repository to run.", DefaultValueFactory = _ => "Release" };

    private readonly Option<FileInfo?> _gateway = new("--gateway-dll") { Description = "The gateway to run, if not this repository's build." };

    private readonly Option<FileInfo?> _sandbox = new("--sandbox-dll") { Description = "The sandbox to run, if not this repository's build." };

    public void AddTo(Command command)
    {
        command.Add(_configuration);
        command.Add(_gateway);
        command.Add(_sandbox);
    }

    public Workspace Workspace(ParseResult parsed) => Servers.Workspace.Locate(parsed.GetRequiredValue(_configuration));

    public string Gateway(ParseResult parsed) => parsed.GetValue(_gateway)?.FullName ?? Workspace(parsed).Gateway;

    public string Sandbox(ParseResult parsed) => parsed.GetValue(_sandbox)?.FullName ?? Workspace(parsed).Sandbox;
}
