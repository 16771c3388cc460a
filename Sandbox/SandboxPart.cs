namespace Sandbox;

/// <summary>One of the programs that the sandbox runs side by side.</summary>
[Flags]
internal enum SandboxPart
{
    None = 0,
    Ehr = 1,
    Gateway = 2,
    SmartApp = 4,
    All = Ehr | Gateway | SmartApp,
}
