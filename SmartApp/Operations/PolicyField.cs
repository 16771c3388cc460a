namespace SmartApp.Operations;

/// <summary>A setting of the policy that has a field of its own beside the JSON.</summary>
/// <param name="Name">The name of its words.</param>
/// <param name="Pointer">Where it stands, as a JSON Pointer.</param>
/// <param name="Value">What it says.</param>
/// <param name="Options">What it can say; a whole number where nothing is listed.</param>
internal sealed record PolicyField(string Name, string Pointer, string Value, IReadOnlyList<PolicyField.Option> Options)
{
    public string Field => $"set.{Name}";

    /// <summary>What it said when the page was made: what was not changed in its field is the JSON's to say.</summary>
    public string Before => $"was.{Name}";

    public bool IsNumber => Options.Count == 0;

    /// <param name="Value">As the policy has it.</param>
    /// <param name="Label">As people call it; the name of words, where <paramref name="IsWord"/>.</param>
    /// <param name="IsWord">Whether that is so.</param>
    internal sealed record Option(string Value, string Label, bool IsWord);
}
