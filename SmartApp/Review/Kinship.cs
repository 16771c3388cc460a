namespace SmartApp.Review;

/// <summary>Who a sender is to a patient: codes of HL7's role codes as the few words that a reviewer needs. Pure.</summary>
internal static class Kinship
{
    /// <summary>The name of the word.</summary>
    public static string Of(string code) => code switch
    {
        "self" or "ONESELF" => "self",
        "MTH" or "NMTH" or "ADOPTM" or "STPMTH" or "MTHFOST" => "mother",
        "FTH" or "NFTH" or "ADOPTF" or "STPFTH" or "FTHFOST" => "father",
        "PRN" or "ADOPTP" or "STPPRN" or "PRNFOST" => "parent",
        "GRPRN" or "GRMTH" or "GRFTH" => "grandparent",
        "GUARD" or "GUADLTM" => "guardian",
        "HPOWATT" or "DPOWATT" or "POWATT" or "SPOWATT" or "RESPRSN" => "attorney",
        "SPS" or "HUSB" or "WIFE" or "DOMPART" or "SIGOTHR" => "partner",
        "CHILD" or "CHLDADOPT" or "SON" or "DAU" or "NCHILD" or "SONC" or "DAUC" => "child",
        "SIB" or "SIS" or "BRO" => "sibling",
        _ => "other",
    };
}
