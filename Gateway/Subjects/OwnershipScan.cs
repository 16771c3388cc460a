using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>
/// Walks a message once and gives every symptom, drug, result, age and question to the person who carries it: the owner
/// ("my son's fever"), else the holder of the clause ("he has a fever"), else whoever was spoken of last.
/// </summary>
internal sealed class OwnershipScan(TokenizedText text, SubjectLexicon lexicon, MentionFinder mentions, Cast cast)
{
    private const int OwnerReach = 4;
    private const int Owned = 3;
    private const int Told = 2;
    private const int Inherited = 1;
    private const int CueWeight = 4;
    private const int MostPerClause = 4;

    private readonly List<PhraseHit> _cues = [];
    private Person? _topic, _holder, _owner, _sentenceHolder;
    private int _ownerUntil, _pending, _pendingAt, _carried;
    private bool _passing, _logistic, _together;
    private Mention? _last, _joined;

    public MessageCues Cues { get; } = new();

    public void Run()
    {
        var tokens = text.Tokens;
        for (var at = 0; at < tokens.Length; at++)
        {
            if (at > 0 && tokens[at].Sentence != tokens[at - 1].Sentence)
            {
                EndSentence(at - 1);
            }

            ReadCues(at);
            if (mentions.TryFindAt(at, out var mention))
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
        var role = RoleAt(at);
        if (mention.Owns && mention.Who.Role is not PersonRole.Bystander)
        {
            (_owner, _ownerUntil) = (mention.Who, mention.Last + OwnerReach);
        }

        if (role is MentionRole.Source || (mention.Owns && mention.Who == cast.Sender) || mention.Who.Role is PersonRole.Bystander)
        {
            return;
        }

        mention.Who.See(mention.Who.Role is PersonRole.Other ? "subject.mentioned" : "subject.writer", SpanOf(mention), at);
        NoteCompany(mention, at);
        var takes = _holder is null || _passing || IsNominative(mention) || role is MentionRole.Target || mention.Who.Role is PersonRole.Other && _holder.Role is not PersonRole.Other;
        if (takes)
        {
            _holder = mention.Who;
            _passing = false;
            _together = text.Tokens[at].Is(WordTags.We);
            GivePending();
        }

        if (mention.Who.Role is PersonRole.Other && HasAge(mention))
        {
            mention.Who.Carries(Told, "subject.age", text.Tokens[mention.Last], at);
        }
    }

    /// <summary>"he has ...", "my wife got ...": whatever it is, a relative has it.</summary>
    private void NoteHaving(in Token token, int at)
    {
        if (token.Is(WordTags.Perception) && _holder is { Role: PersonRole.Other } holder && !_logistic)
        {
            holder.Carries(Inherited, "subject.has", token, at);
        }
    }

    /// <summary>"my husband and I", "me and my son": both carry what follows.</summary>
    private void NoteCompany(in Mention mention, int at)
    {
        var joined = at >= 2 && _last is { } last && last.Last == at - 2 && Says(text.Tokens[at - 1], "and");
        if (joined && _last!.Value.Who != mention.Who && (_last.Value.Who == cast.Sender || mention.Who == cast.Sender))
        {
            _joined = _last.Value.Who == cast.Sender ? mention : _last;
        }

        _last = mention;
    }

    private bool IsNominative(in Mention mention)
    {
        var word = text.Spelling(text.Tokens[mention.Last]);
        return mention.First == mention.Last && !mention.Owns
            && (word.StartsWith("i", StringComparison.OrdinalIgnoreCase) || word.Equals("he", StringComparison.OrdinalIgnoreCase)
                || word.Equals("she", StringComparison.OrdinalIgnoreCase) || word.Equals("we", StringComparison.OrdinalIgnoreCase));
    }

    private bool HasAge(in Mention mention)
    {
        for (var at = mention.First; at <= mention.Last; at++)
        {
            if (Age.TryRead(text, at, lexicon, out _))
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

        _passing |= token.Is(WordTags.Passing);
        _logistic |= token.Is(WordTags.Logistic);
        NoteHaving(token, at);
        if (token.Is(WordTags.Health) && !token.Is(WordTags.Logistic))
        {
            Carry(token, at);
        }
        else if (Age.TryRead(text, at, lexicon, out _) && (_holder ?? _topic) is { } aged)
        {
            aged.Carries(Told, "subject.age", token, at);
        }
    }

    private void Carry(in Token token, int at)
    {
        if (_owner is not null && at <= _ownerUntil)
        {
            _owner.Carries(token.Is(WordTags.Drug) && _logistic ? Inherited : Owned, "subject.owns", token, at);
            _topic = _owner;
            _ownerUntil = Math.Max(_ownerUntil, at + 1);
            return;
        }

        if (_holder is null)
        {
            (_pending, _pendingAt) = (Math.Min(_pending + 1, MostPerClause), at);
            return;
        }

        if (_carried >= MostPerClause || (_logistic && _holder.Role is PersonRole.Other))
        {
            return;
        }

        // "I am looking for a treatment": the writer asks, the one last spoken of is to be treated.
        var reports = Reports;
        var carrier = reports && _topic is { Role: not PersonRole.Bystander } topic ? topic : _holder;
        carrier.Carries(token.Is(WordTags.Frame) ? Owned : reports ? Inherited : Told, "subject.carries", token, at);
        _carried++;
    }

    /// <summary>The writer acts or asks ("I gave", "we want to know") rather than tells of herself.</summary>
    private bool Reports => (_passing || _together) && _holder == cast.Sender;

    private void GivePending()
    {
        if (_pending > 0 && _holder is not null && !_logistic)
        {
            _holder.Carries(_pending, "subject.carries", text.Tokens[_pendingAt], _pendingAt);
            _pending = 0;
        }
    }

    private void ReadCues(int at)
    {
        _cues.Clear();
        lexicon.CuesAt(text.Tokens, at, _cues);
        foreach (var hit in _cues)
        {
            var cue = (Cue)hit.Phrase;
            Cues.Add(cue, TextSpan.Between(text.Tokens[hit.First].Start, text.Tokens[hit.Last].End));
            if (cue is Cue.Dead)
            {
                if ((_holder ?? _topic) is { Role: PersonRole.Other } dead)
                {
                    dead.Dead = true;
                }
            }
            else if (cue is Cue.OwnRisk or Cue.OwnPregnancy or Cue.OwnState)
            {
                cast.Sender.Carries(cue is Cue.OwnState ? Told : CueWeight, MessageCues.RuleIdOf(cue), text.Tokens[hit.First], at);
            }
        }
    }

    private void EndClauseAt(in Token mark, int at)
    {
        var sign = text.Mark(mark);
        if (sign is '?' && (_holder ?? _sentenceHolder ?? _topic) is { Role: not PersonRole.Bystander } asked)
        {
            asked = asked == cast.Sender && (_carried == 0 || Reports) && _topic is not null ? _topic : asked;
            asked.IsAskedAbout(mark, at);
        }

        if (sign is not ('/' or '"'))
        {
            EndClause();
        }
    }

    private void EndClause()
    {
        NoteSharing();
        if (_pending > 0 && (_sentenceHolder ?? _topic) is { Role: not PersonRole.Bystander } topic)
        {
            topic.Carries(_sentenceHolder is null ? Inherited : Told, "subject.goes-on", text.Tokens[_pendingAt], _pendingAt);
            _pending = 0;
        }

        if (_holder is not null)
        {
            _sentenceHolder = _holder;
            _topic = _holder == cast.Sender && _carried == 0 ? _topic : _holder;
        }

        (_holder, _owner, _passing, _logistic, _together, _carried) = (null, null, false, false, false, 0);
    }

    private void NoteSharing()
    {
        if (_joined is { } joined && _carried > 0)
        {
            joined.Who.Shares = true;
            Cues.Add(Cue.Both, SpanOf(joined));
        }

        _joined = null;
    }

    private void EndSentence(int last)
    {
        EndClause();
        Cues.Unclaimed += _pending;
        (_pending, _sentenceHolder) = (0, null);
        Cues.Tokens = last + 1;
    }

    private MentionRole RoleAt(int at)
    {
        var tokens = text.Tokens;
        if (at == 0 || tokens[at - 1].Sentence != tokens[at].Sentence)
        {
            return MentionRole.Plain;
        }

        if (tokens[at - 1].Is(WordTags.SourcePrep))
        {
            var isTrouble = at >= 2 && (tokens[at - 2].Is(WordTags.First | WordTags.We) || tokens[at - 2].Is(WordTags.Health | WordTags.Passing) || Says(tokens[at - 2], "wrong")
                || Says(tokens[at - 2], "happening") || Says(tokens[at - 2], "on") || Says(tokens[at - 2], "problem") || Says(tokens[at - 2], "issue"));
            return isTrouble && Says(tokens[at - 1], "with") ? MentionRole.Target : MentionRole.Source;
        }

        return tokens[at - 1].Is(WordTags.TargetPrep) ? MentionRole.Target : MentionRole.Plain;
    }

    private bool Says(in Token token, string word) => text.Spelling(token).StartsWith(word, StringComparison.OrdinalIgnoreCase);

    private TextSpan SpanOf(in Mention mention) =>
        TextSpan.Between(text.Tokens[mention.First].Start, text.Tokens[mention.Last].End);

    private enum MentionRole
    {
        Plain,
        Source,
        Target,
    }
}
