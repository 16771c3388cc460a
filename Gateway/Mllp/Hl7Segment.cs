namespace Gateway.Mllp;

/// <summary>One segment of a message. Fields are counted as the standard does: MSH-1 is the field separator itself.</summary>
internal sealed class Hl7Segment(string line, Hl7Separators separators)
{
    private readonly string[] fields = line.Split(separators.Field);

    public string Name => fields[0];

    /// <summary>The text of a component of a field's first repetition; empty where there is none.</summary>
    public string Text(int field, int component = 1, int subcomponent = 1) => Repetitions(field)[0].Text(component, subcomponent);

    /// <summary>All repetitions of a field; one that is empty where there is none.</summary>
    public IReadOnlyList<Hl7Repetition> Repetitions(int field)
    {
        var value = fields.ElementAtOrDefault(Name == "MSH" ? field - 1 : field) ?? string.Empty;
        return [.. value.Split(separators.Repetition).Select(repetition => new Hl7Repetition(repetition, separators))];
    }
}

/// <summary>One value of a field.</summary>
internal sealed class Hl7Repetition(string value, Hl7Separators separators)
{
    public string Text(int component, int subcomponent = 1)
    {
        var found = value.Split(separators.Component).ElementAtOrDefault(component - 1)?.Split(separators.Subcomponent).ElementAtOrDefault(subcomponent - 1);
        return separators.Unescaped(found ?? string.Empty);
    }
}
