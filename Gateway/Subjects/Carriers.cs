using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>Gives each symptom, drug, result and request of a clause to a person: its owner, the clause's holder, or whoever was spoken of last.</summary>
internal sealed class Carriers(Stage stage, Clause clause, MessageCues cues)
{
    private const int Owned = 3;
    private const int Told = 2;
    private const int Inherited = 1;
    private const int MostPerClause = 4;

    private int _pending, _pendingAt;

    /// <summary>Whom the message was about last.</summary>
    public Person? Topic { get; set; }

    /// <summary>Who held the last clause of the sentence.</summary>
    public Person? SentenceHolder { get; set; }

    /// <summary>"I took my mother's pill": whose it was is no matter of hers.</summary>
    public bool WriterTookAnothers { get; private set; }

    /// <summary>Something in the clause waits for a person to turn up.</summary>
    public bool HasPending => _pending > 0;

    public void Carry(in Token token, int at)
    {
        if (clause.Owner is { } owner && at <= clause.OwnerUntil)
        {
            CarryOwned(owner, token, at);
            return;
        }

        if (clause.Holder is not { } holder || holder.Role is PersonRole.Other && clause.Has(WordTags.Speech))
        {
            (_pending, _pendingAt) = (Math.Min(_pending + 1, MostPerClause), at);
            return;
        }

        if (clause.Carried >= MostPerClause || (clause.Has(WordTags.Logistic) && holder.Role is PersonRole.Other))
        {
            return;
        }

        // "I am looking for a treatment": the writer asks, the one last spoken of is to be treated; before anybody is, it is nobody's yet.
        var reports = Reports;
        if (reports && Topic is null && clause is { Together: false, WriterActs: true } && !clause.Has(WordTags.Ingest))
        {
            cues.Unclaimed++;
            clause.Carried++;
            return;
        }

        var carrier = reports && Topic is { Role: not PersonRole.Bystander } topic ? topic : holder;
        carrier.Carries(token.Is(WordTags.Frame) ? Owned : reports || token.Is(WordTags.Care) ? Inherited : Told, "subject.carries", token, at);
        clause.Carried++;
    }

    /// <summary>"my son's inhaler" is the son's, unless the writer took it; "my pills" are the writer's, unless the dog ate them.</summary>
    private void CarryOwned(Person owner, in Token token, int at)
    {
        var taker = token.Is(WordTags.Drug) && clause.Has(WordTags.Ingest) && clause.WriterActs ? stage.Cast.Sender
            : token.Is(WordTags.Drug) && clause.Has(WordTags.Ingest) && clause.Holder is { Role: PersonRole.Other } eater ? eater
            : null;
        WriterTookAnothers |= taker == stage.Cast.Sender && owner != taker;
        var weight = token.Is(WordTags.Drug) && clause.Has(WordTags.Logistic) ? Inherited : Owned;
        (taker ?? owner).Carries(weight, taker is null ? "subject.owns" : "subject.took", token, at);
        Topic = taker ?? owner;
        clause.OwnerUntil = Math.Max(clause.OwnerUntil, at + 1);
        clause.Carried++;
    }

    /// <summary>The writer acts or asks ("I gave", "we want to know") rather than tells of herself.</summary>
    public bool Reports => (clause.Has(WordTags.Passing) || clause is { Together: true, Joined: null }) && clause.Holder == stage.Cast.Sender;

    public void GivePending()
    {
        if (_pending > 0 && clause.Holder is { } holder && !clause.Has(WordTags.Logistic))
        {
            holder.Carries(_pending, "subject.carries", stage.Text.Tokens[_pendingAt], _pendingAt);
            clause.Carried++;
            _pending = 0;
        }
    }

    /// <summary>"A fever since Monday. It is my mother.": what was told before anybody was mentioned is theirs.</summary>
    public void GiveUnclaimed(Person who, int at)
    {
        if (cues.Unclaimed > stage.Cast.Subject.Health)
        {
            who.Carries(Math.Min(cues.Unclaimed, MostPerClause), "subject.for", stage.Text.Tokens[at], at);
            cues.Unclaimed = 0;
        }
    }

    /// <summary>A clause without anybody goes on about whoever was spoken of; about the writer, where nobody yet carries anything.</summary>
    public void GoOn()
    {
        if (_pending == 0)
        {
            return;
        }

        if (SentenceHolder is { Role: not PersonRole.Bystander } holder)
        {
            holder.Carries(Told, "subject.goes-on", stage.Text.Tokens[_pendingAt], _pendingAt);
        }
        else if (Topic is { Role: not PersonRole.Bystander, Health: > 0 } topic)
        {
            topic.Carries(Inherited, "subject.goes-on", stage.Text.Tokens[_pendingAt], _pendingAt);
        }
        else
        {
            cues.Unclaimed += _pending;
        }

        _pending = 0;
    }
}
