using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>
/// Walks a message once and gives every symptom, drug, result, age, request and question to the person who carries it: the owner
/// ("my son's fever"), else the holder of the clause ("he has a fever"), else whoever was spoken of last.
/// </summary>
internal sealed class OwnershipScan(Stage stage)
{
    private const int OwnerReach = 4;
    private const int Owned = 3;
    private const int Told = 2;
    private const int Inherited = 1;
    private const int MostPerClause = 4;

    private readonly MentionFinder _mentions = new(stage);
    private readonly CueReader _cueReader = new(stage);
    private readonly Clause _clause = new();
    private Person? _topic, _sentenceHolder;
    private int _pending, _pendingAt;
    private Mention? _last;

    public MessageCues Cues => _cueReader.Cues;

    public void Run()
    {
        var tokens = stage.Text.Tokens;
        for (var at = 0; at < tokens.Length; at++)
        {
            if (at > 0 && tokens[at].Sentence != tokens[at - 1].Sentence)
            {
                EndSentence(at - 1);
            }

            _cueReader.ReadAt(at, _clause.Holder ?? _topic);
            if (_mentions.TryFindAt(at, out var mention))
            {
                Meet(mention, at);
                at = mention.Last;
            }
            else
            {
                ReadToken(tokens[at], at);
            }
        }

        EndSentence(tokens.Length - 1);
    }

    private void Meet(in Mention mention, int at)
    {
        var who = mention.Who;
        var role = MentionRoles.RoleAt(stage, at);
        if (mention.Owns && who.Role is not PersonRole.Bystander)
        {
            (_clause.Owner, _clause.OwnerUntil) = (who, mention.Last + OwnerReach);
        }

        if (role is MentionRole.Source || (mention.Owns && who == stage.Cast.Sender) || who.Role is PersonRole.Bystander)
        {
            return;
        }

        who.See(who.Role is PersonRole.Other ? "subject.mentioned" : "subject.writer", SpanOf(mention), at);
        NoteCompany(mention, at);
        _clause.WriterActs |= who == stage.Cast.Sender && IsNominative(mention);
        if (who.Role is PersonRole.Other)
        {
            MeetOther(mention, role, at);
        }

        var takes = _clause.Holder is not { } holder || _clause.Has(WordTags.Passing) || IsNominative(mention) || role is not MentionRole.Plain
            || who.Role is PersonRole.Other && holder.Role is not PersonRole.Other;
        if (takes)
        {
            _clause.Holder = who;
            _clause.Forget(WordTags.Passing | WordTags.Speech);
            _clause.Together = stage.IsAt(at, WordTags.We);
            GivePending();
        }
    }

    private void MeetOther(in Mention mention, MentionRole role, int at)
    {
        _clause.Other = mention.Who;
        if (role is MentionRole.Plain && IsToldOf(mention))
        {
            _clause.Told = (mention.Who, mention.Last);
        }

        if (HasAge(mention))
        {
            mention.Who.Carries(Told, "subject.age", stage.Text.Tokens[mention.Last], at);
        }

        if (role is MentionRole.Beneficiary && !mention.Owns && (_clause.Carried > 0 || _pending > 0))
        {
            mention.Who.Carries(Owned, "subject.for", stage.Text.Tokens[mention.Last], at);
        }
    }

    /// <summary>"he has ...", "my wife got ...": whatever it is, a relative has it.</summary>
    private void NoteHaving(in Token token, int at)
    {
        if (token.Is(WordTags.Perception) && _clause.Holder is { Role: PersonRole.Other } holder && !_clause.Has(WordTags.Logistic))
        {
            holder.IsTold("subject.has", token, at);
        }
    }

    /// <summary>"my husband and I", "me and my son": both carry what follows.</summary>
    private void NoteCompany(in Mention mention, int at)
    {
        var sender = stage.Cast.Sender;
        if (_last is { } last && last.Last == at - 2 && stage.IsAt(at - 1, WordTags.And) && last.Who != mention.Who
            && (last.Who == sender || mention.Who == sender))
        {
            _clause.Joined = last.Who == sender ? mention : last;
        }

        _last = mention;
    }

    private bool IsNominative(in Mention mention) =>
        mention.First == mention.Last && !mention.Owns && stage.Text.Tokens[mention.Last].Is(WordTags.Nominative);

    /// <summary>The person is the subject of a clause that tells of them, or stands alone as its heading: "she is", "Lotte."</summary>
    private bool IsToldOf(in Mention mention)
    {
        var next = mention.Last + 1;
        return !mention.Owns && !stage.IsAt(next, WordTags.Speech | WordTags.Logistic)
            && (IsNominative(mention) || stage.IsAt(next, WordTags.Verb | WordTags.Perception | WordTags.Future)
                || stage.IsHeading(mention.First, next));
    }

    private bool HasAge(in Mention mention)
    {
        for (var at = mention.First; at <= mention.Last; at++)
        {
            if (Age.TryRead(stage.Text, at, stage.Lexicon, out _))
            {
                return true;
            }
        }

        return false;
    }

    private void ReadToken(in Token token, int at)
    {
        if (token.Kind is TokenKind.Mark)
        {
            EndClauseAt(token, at);
            return;
        }

        if (token.Is(WordTags.Boundary) && !token.Is(WordTags.Relative))
        {
            EndClause();
        }

        _clause.Note(token);
        NoteHaving(token, at);
        if (token.Is(WordTags.Health | WordTags.Care) && !token.Is(WordTags.Logistic))
        {
            Carry(token, at);
        }
        else if (Age.TryRead(stage.Text, at, stage.Lexicon, out _) && (_clause.Holder ?? _topic) is { } aged)
        {
            aged.Carries(Told, "subject.age", token, at);
        }
    }

    private void Carry(in Token token, int at)
    {
        if (_clause.Owner is { } owner && at <= _clause.OwnerUntil)
        {
            CarryOwned(owner, token, at);
            return;
        }

        if (_clause.Holder is not { } holder || holder.Role is PersonRole.Other && _clause.Has(WordTags.Speech))
        {
            (_pending, _pendingAt) = (Math.Min(_pending + 1, MostPerClause), at);
            return;
        }

        if (_clause.Carried >= MostPerClause || (_clause.Has(WordTags.Logistic) && holder.Role is PersonRole.Other))
        {
            return;
        }

        // "I am looking for a treatment": the writer asks, the one last spoken of is to be treated.
        var reports = Reports;
        var carrier = reports && _topic is { Role: not PersonRole.Bystander } topic ? topic : holder;
        carrier.Carries(token.Is(WordTags.Frame) ? Owned : reports || token.Is(WordTags.Care) ? Inherited : Told, "subject.carries", token, at);
        _clause.Carried++;
    }

    /// <summary>"my son's inhaler" is the son's, unless the writer took it; "my pills" are the writer's, unless the dog ate them.</summary>
    private void CarryOwned(Person owner, in Token token, int at)
    {
        var taker = token.Is(WordTags.Drug) && _clause.Has(WordTags.Ingest) && _clause.WriterActs ? stage.Cast.Sender
            : token.Is(WordTags.Drug) && _clause.Has(WordTags.Ingest) && _clause.Holder is { Role: PersonRole.Other } eater ? eater
            : null;
        var weight = token.Is(WordTags.Drug) && _clause.Has(WordTags.Logistic) ? Inherited : Owned;
        (taker ?? owner).Carries(weight, taker is null ? "subject.owns" : "subject.took", token, at);
        _topic = taker ?? owner;
        _clause.OwnerUntil = Math.Max(_clause.OwnerUntil, at + 1);
        _clause.Carried++;
    }

    /// <summary>The writer acts or asks ("I gave", "we want to know") rather than tells of herself.</summary>
    private bool Reports => (_clause.Has(WordTags.Passing) || _clause is { Together: true, Joined: null }) && _clause.Holder == stage.Cast.Sender;

    private void GivePending()
    {
        if (_pending > 0 && _clause.Holder is { } holder && !_clause.Has(WordTags.Logistic))
        {
            holder.Carries(_pending, "subject.carries", stage.Text.Tokens[_pendingAt], _pendingAt);
            _clause.Carried++;
            _pending = 0;
        }
    }

    private void EndClauseAt(in Token mark, int at)
    {
        var sign = stage.Text.Mark(mark);
        if (sign is '?' && (_clause.Holder ?? _sentenceHolder ?? _topic) is { Role: not PersonRole.Bystander } asked)
        {
            asked = asked != stage.Cast.Sender ? asked
                : _clause.Other is { } other && !_clause.Has(WordTags.Logistic) ? other
                : (_clause.Carried == 0 || Reports) && _topic is not null ? _topic : asked;
            asked.IsAskedAbout(mark, at);
        }

        if (sign is not ('/' or '"' or '&'))
        {
            EndClause();
        }
    }

    private void EndClause()
    {
        NoteSharing();
        if (_pending > 0)
        {
            GoOn();
        }

        if (_clause.Told is { } told && !_clause.Has(WordTags.Logistic))
        {
            told.Who.IsTold("subject.told", stage.Text.Tokens[told.At], told.At);
        }

        // "My son drives me after the surgery": he does not go on to be the one operated on.
        if (_clause.Holder is { } holder && !(holder.Role is PersonRole.Other && _clause.Has(WordTags.Logistic)))
        {
            _sentenceHolder = holder;
            _topic = holder == stage.Cast.Sender && _clause.Carried == 0 ? _topic : holder;
        }

        _clause.Clear();
    }

    /// <summary>A clause without anybody goes on about whoever was spoken of; about the writer, where nobody yet carries anything.</summary>
    private void GoOn()
    {
        if (_sentenceHolder is { Role: not PersonRole.Bystander } holder)
        {
            holder.Carries(Told, "subject.goes-on", stage.Text.Tokens[_pendingAt], _pendingAt);
        }
        else if (_topic is { Role: not PersonRole.Bystander, Health: > 0 } topic)
        {
            topic.Carries(Inherited, "subject.goes-on", stage.Text.Tokens[_pendingAt], _pendingAt);
        }
        else
        {
            Cues.Unclaimed += _pending;
        }

        _pending = 0;
    }

    private void NoteSharing()
    {
        if (_clause.Joined is { } joined && (_clause.Carried > 0 || _pending > 0))
        {
            joined.Who.Shares = true;
            Cues.Add(Cue.Both, SpanOf(joined));
        }
    }

    private void EndSentence(int last)
    {
        EndClause();
        _sentenceHolder = null;
        Cues.Tokens = last + 1;
    }

    private TextSpan SpanOf(in Mention mention) =>
        TextSpan.Between(stage.Text.Tokens[mention.First].Start, stage.Text.Tokens[mention.Last].End);
}
