namespace CrossStudyBroker.Broker.Vault;

/// <summary>Where the key ring is kept: in a file, or in the environment. The place for a key service, should one be wanted.</summary>
public interface IKeyRingSource
{
    /// <summary>The ring as it is now. Asked about once a second while payloads are sealed, and whenever a key is met that is not known.</summary>
    /// <exception cref="InvalidOperationException">It cannot be had, or must not be used; the text says what to do.</exception>
    KeyRing Read();
}
