namespace Gateway.Subjects;

/// <summary>One relationship of the kinship lexicon and the ways it is written; a bare one may open a sentence alone, as in "Mom fell".</summary>
internal sealed record Kin
{
    public required string Relationship { get; init; }

    public required Sex Sex { get; init; }

    public required Generation Generation { get; init; }

    public required bool Bare { get; init; }

    public required bool Plural { get; init; }

    public required IReadOnlyList<string> Phrases { get; init; }

    /// <summary>Whole phrases that introduce such a person without a name: "someone in my family".</summary>
    public IReadOnlyList<string> Indefinite { get; init; } = [];

    /// <summary>"female child" is a daughter.</summary>
    public Kin Sexed(Sex sex) => (Relationship, sex) switch
    {
        ("child", Sex.Female) => this with { Relationship = "daughter", Sex = sex },
        ("child", Sex.Male) => this with { Relationship = "son", Sex = sex },
        _ => this,
    };

    public Kin As(string relationship) => this with { Relationship = relationship };
}
