using System.Collections.Immutable;
using Gateway.References;
using Gateway.Text;

namespace Gateway.Subjects.Identifiers;

/// <summary>What a number or date in a text is, by the label before it.</summary>
internal enum IdentifierKind
{
    Birth,
    Record,
    Member,
}

/// <summary>Whose the words around it say it is.</summary>
internal enum IdentifierOwner
{
    /// <summary>"DOB 3/14/2019": the patient's, whoever that is.</summary>
    Unstated,

    /// <summary>"my date of birth".</summary>
    Writer,

    /// <summary>"her MRN".</summary>
    Someone,

    /// <summary>"my son's MRN".</summary>
    Relative,

    /// <summary>"Johnny's MRN", "Johnny Smith, DOB".</summary>
    Named,
}

/// <summary>An identifier that somebody wrote in a message, with whose it is said to be.</summary>
internal sealed record WrittenIdentifier(IdentifierKind Kind, IdentifierOwner Owner, TextSpan Span)
{
    /// <summary>The days a birth date can mean.</summary>
    public ImmutableArray<PartialDate> Days { get; init; } = [];

    /// <summary>A number, without spaces and dashes.</summary>
    public string Number { get; init; } = string.Empty;

    /// <summary>What a relative is to the writer; the words of a name.</summary>
    public string Whose { get; init; } = string.Empty;

    /// <summary>Told as a story ("was born", "birthday"), as the policyholder's, as new, or as another clinic's: it names nobody by itself.</summary>
    public bool IsTold { get; init; }
}
