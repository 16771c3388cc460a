using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>What the scan knows of the clause it stands in: who holds it, who owns the next noun, and how it is told.</summary>
internal sealed class Clause
{
    /// <summary>Words that tell how a clause is told, whoever holds it.</summary>
    private const WordTags Manners = WordTags.Passing | WordTags.Logistic | WordTags.Speech | WordTags.Ingest | WordTags.Deceased;

    private WordTags _manner;

    public Person? Holder { get; set; }

    public Person? Owner { get; set; }

    /// <summary>The last token the owner still reaches: "my son's left ear".</summary>
    public int OwnerUntil { get; set; }

    /// <summary>The somebody else last spoken of in the clause, holder or not: whom a question asks about.</summary>
    public Person? Other { get; set; }

    /// <summary>The one who shares what the clause tells: "my husband and I".</summary>
    public Mention? Joined { get; set; }

    /// <summary>The somebody else whom the clause tells something of, and where; counts only once the clause has ended as a telling one.</summary>
    public (Person Who, int At)? Told { get; set; }

    /// <summary>How much health was given to somebody in this clause.</summary>
    public int Carried { get; set; }

    /// <summary>The holder is "we".</summary>
    public bool Together { get; set; }

    /// <summary>The writer is a subject of the clause, whoever holds it by now: "I took my mother's pills".</summary>
    public bool WriterActs { get; set; }

    public bool Has(WordTags manner) => (_manner & manner) != 0;

    public void Note(in Token token) => _manner |= token.Tags & Manners;

    public void Forget(WordTags manner) => _manner &= ~manner;

    public void Clear()
    {
        (Holder, Owner, Other, Joined, Told, Together, WriterActs, Carried) = (null, null, null, null, null, false, false, 0);
        _manner = WordTags.None;
    }
}
