using Gateway.Text;

namespace Gateway.Subjects;

/// <summary>Finds the cues of a message and gives those that tell of the writer's own state to the writer.</summary>
internal sealed class CueReader(Stage stage)
{
    private const int Strong = 4;
    private const int Plain = 2;

    private readonly List<PhraseHit> _hits = [];
    private int _mournedUntil = -1;
    private int _onBehalfUntil = -1;

    public MessageCues Cues { get; } = new();

    /// <summary>Whether a mention that ends there is of somebody who died.</summary>
    public bool IsMourned(int last) => last <= _mournedUntil;

    /// <summary>Whether a mention is in, or right behind, words that say whom the message is for.</summary>
    public bool IsOnBehalf(int first, int last) => _onBehalfUntil >= first - 1 && _onBehalfUntil <= last;

    public void ReadAt(int at, Person? spokenOf)
    {
        _hits.Clear();
        stage.Lexicon.CuesAt(stage.Text.Tokens, at, _hits);
        foreach (var hit in _hits)
        {
            var cue = (Cue)hit.Phrase;
            Cues.Add(cue, TextSpan.Between(stage.Text.Tokens[hit.First].Start, stage.Text.Tokens[hit.Last].End));
            if (cue is Cue.OnBehalf)
            {
                _onBehalfUntil = hit.Last;
            }
            else if (cue is Cue.Bereaved)
            {
                _mournedUntil = hit.Last;
            }
            else if (cue is Cue.Dead && spokenOf is { Role: PersonRole.Other })
            {
                spokenOf.Dead = true;
            }
            else if (cue is Cue.OwnRisk or Cue.OwnPregnancy or Cue.OwnState)
            {
                stage.Cast.Sender.Carries(cue is Cue.OwnState ? Plain : Strong, MessageCues.RuleIdOf(cue), stage.Text.Tokens[hit.First], at);
            }
        }
    }
}
