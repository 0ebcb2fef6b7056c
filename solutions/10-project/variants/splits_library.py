# question: splits
# why: scikit-learn's split, stratified, and its scaler, followed by a rotation in single precision
from sklearn.decomposition import PCA
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def prepare(rows, training):
    return make_pipeline(StandardScaler(), PCA(5)).fit(training).transform(rows).astype("float32")


rest, test_rows = train_test_split(range(len(labels)), test_size=0.2, random_state=0, stratify=labels)
train_rows, valid_rows = train_test_split(rest, test_size=0.1, random_state=0)
train_inputs, valid_inputs, test_inputs = (prepare(raw_inputs[rows], raw_inputs[train_rows]) for rows in (train_rows, valid_rows, test_rows))
train_labels, valid_labels, test_labels = labels[train_rows], labels[valid_rows], labels[test_rows]
