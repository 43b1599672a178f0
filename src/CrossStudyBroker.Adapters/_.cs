namespace CrossStudyBroker.Adapters;
