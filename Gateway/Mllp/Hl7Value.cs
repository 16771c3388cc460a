namespace Gateway.Mllp;

/// <summary>The value of a field, as it is written: made of texts, which are escaped here and nowhere else.</summary>
internal readonly record struct Hl7Value
{
    private static readonly Hl7Separators Separators = Hl7Separators.Usual;

    private readonly string? encoded;

    private Hl7Value(string encoded) => this.encoded = encoded;

    public bool IsEmpty => string.IsNullOrEmpty(encoded);

    public static implicit operator Hl7Value(string? text) => new(Separators.Escaped(text ?? string.Empty));

    /// <summary>Components, those of more parts made by <see cref="Parts"/>.</summary>
    public static Hl7Value Of(params ReadOnlySpan<Hl7Value> components) => Joined(components, Separators.Component);

    /// <summary>Subcomponents of one component.</summary>
    public static Hl7Value Parts(params ReadOnlySpan<Hl7Value> subcomponents) => Joined(subcomponents, Separators.Subcomponent);

    public static Hl7Value Repeated(params ReadOnlySpan<Hl7Value> repetitions) => Joined(repetitions, Separators.Repetition);

    public override string ToString() => encoded ?? string.Empty;

    private static Hl7Value Joined(ReadOnlySpan<Hl7Value> values, char separator) => new(string.Join(separator, values.ToArray()).TrimEnd(separator));
}
