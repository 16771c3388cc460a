namespace Gateway.Replies;

/// <summary>What a Communication of the EHR is to the patients of the gateway.</summary>
internal enum ReplyKind
{
    /// <summary>It answers, or goes on with, a message of the gateway.</summary>
    Answer,

    /// <summary>A clinician writes to a patient, or to a patient's proxy, of their own accord.</summary>
    Conversation,

    /// <summary>It has not been sent, or not yet.</summary>
    NotSent,

    /// <summary>A patient, or somebody for a patient, wrote it.</summary>
    NotFromClinic,

    /// <summary>It is to staff alone.</summary>
    NotToPatient,

    /// <summary>It says not about whom it is, and answers nothing from which that would follow.</summary>
    WithoutSubject,

    /// <summary>What clinicians write of their own accord is not wanted here.</summary>
    ConversationNotWanted,
}
