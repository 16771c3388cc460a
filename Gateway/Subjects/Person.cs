using System.Collections.Immutable;
using Gateway.References;
using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>One person a message speaks of, and what the message says this person carries.</summary>
internal sealed class Person(string relationship, PersonRole role, Sex sex)
{
    private const int MostEvidence = 8;
    private const int LeastHealth = 2;

    private readonly List<TextEvidence> _evidence = [];

    public string Relationship { get; set; } = relationship;

    public PersonRole Role { get; set; } = role;

    public Sex Sex { get; set; } = sex;

    public bool Plural { get; init; }

    /// <summary>"A three year old girl": told by an age alone, and so nobody's daughter for all we know.</summary>
    public bool IsAnybodys { get; init; }

    /// <summary>What this person is to the sender, as far as words and pronouns have told it.</summary>
    public string RelationshipToSender => IsAnybodys ? Relationship : Kinship.Sexed(Relationship, Sex);

    public int? AgeInMonths { get; set; }

    public PatientId? Named { get; set; }

    /// <summary>The word of the given name by which the message calls this person; 0 for none.</summary>
    public int Called { get; set; }

    public bool Dead { get; set; }

    /// <summary>Joined with the writer by "and": carries what the writer carries.</summary>
    public bool Shares { get; set; }

    /// <summary>Symptom, disease, drug, result or body part this person carries.</summary>
    public int Health { get; private set; }

    public int Questions { get; private set; }

    /// <summary>How often something is told of this person that may or may not be a patient's: "she wants", "he has".</summary>
    public int Told { get; private set; }

    /// <summary>The last token at which this person carried something; a turn at the end decides a tie.</summary>
    public int LastToken { get; private set; } = -1;

    public int FirstToken { get; private set; } = int.MaxValue;

    public bool IsMentioned => FirstToken < int.MaxValue;

    /// <summary>What speaks for the message being about this person; a question alone may be about anything.</summary>
    public int Weight => Health < LeastHealth ? Health : Health + (2 * Questions);

    public IReadOnlyList<TextEvidence> Evidence => _evidence;

    public void Carries(int weight, string rule, in Token token, int at)
    {
        Health += weight;
        See(rule, new TextSpan(token.Start, token.Length), at);
    }

    /// <summary>In how many clauses this person is the one who speaks: "I".</summary>
    public int Voice { get; set; }

    /// <summary>How often this person drives, fetches, translates.</summary>
    public int Helps { get; set; }

    public void IsTold(string rule, in Token token, int at)
    {
        Told++;
        See(rule, new TextSpan(token.Start, token.Length), at);
    }

    public void IsAskedAbout(in Token token, int at)
    {
        Questions++;
        See("subject.asked-about", new TextSpan(token.Start, token.Length), at);
    }

    public void See(string rule, TextSpan span, int at)
    {
        FirstToken = Math.Min(FirstToken, at);
        LastToken = Math.Max(LastToken, at);
        if (_evidence.Count < MostEvidence)
        {
            _evidence.Add(new TextEvidence(rule, span));
        }
    }

    public ImmutableArray<TextEvidence> Because() => [.. _evidence];
}
